extension Axis {
  /// An x axis of segments at powers of two, and tokens below.
  static func segments(spanning counts: [Double], tokensPerSegment: Int) -> Axis {
    let range = AxisRange(.log2, spanning: counts, margin: 0.035)
    var ticks = Tick.powersOfTwo(
      in: range, most: 14, label: { NumberText.decimal($0, places: 0) }
    ).filter { $0.position >= 1 }
    let tokens = NumberText.alike(ticks.map { $0.position * Double(tokensPerSegment) })
    for index in ticks.indices { ticks[index].secondLabel = tokens[index] }
    return Axis(label: "segments", secondLabel: "tokens", range: range, ticks: ticks)
  }
}
