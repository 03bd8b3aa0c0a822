import CGnuplot

extension PlotScript {
  /// Writes the script to a file that is created or replaced.
  func write(to path: String) throws(GnuplotError) {
    guard let file = cc_gnuplot_script_open(path) else {
      throw .cannotWrite(path: path, reason: Self.message)
    }
    var reason: String?
    for part in parts where reason == nil {
      if Self.write(part, to: file) != 0 { reason = Self.message }
    }
    if cc_gnuplot_script_close(file) != 0, reason == nil { reason = Self.message }
    if let reason { throw .cannotWrite(path: path, reason: reason) }
  }

  private static func write(_ part: Part, to file: OpaquePointer) -> Int32 {
    switch part {
    case .statements(let text): cc_gnuplot_script_write(file, text)
    case .block(let name, let rows):
      cc_gnuplot_script_write_block(
        file, name, rows.flatMap { $0 }, rows.count, rows.first?.count ?? 0)
    }
  }

  private static var message: String { String(cString: cc_gnuplot_message()) }
}
