import Processes

extension Gnuplot {
  /// `chart` as text for a terminal: title, every panel with its axes and its key, notes.
  ///
  /// Each panel takes about `rows` rows of `columns` cells, at least 12 of 40; a panel of named
  /// rows takes a row for each. Escape sequences for 256 colours occur only where `color` is asked
  /// for, and nothing of the chart's texts is one.
  public func preview(
    _ chart: Chart, columns: Int = 80, rows: Int = 24, color: Bool = false
  ) throws(GnuplotError) -> String {
    let preview = ChartPreview(chart, columns: columns, rows: rows, color: color)
    let scriptName = "preview.gp"
    let files = preview.panels.indices.map(preview.file)
    let scratch: ScratchFolder
    do throws(ScratchFolder.Failure) {
      scratch = try ScratchFolder(.preview)
    } catch {
      throw .noScratch(error)
    }
    defer { scratch.remove() }
    try preview.script.write(to: "\(scratch.path)/\(scriptName)")
    try run(scriptName, in: scratch.path)
    var drawings: [String] = []
    for file in files {
      guard let drawing = scratch.bytes(of: file) else {
        throw .failed("it ended without an error, but drew no text")
      }
      drawings.append(String(decoding: drawing, as: UTF8.self))
    }
    return preview.text(drawings)
  }
}
