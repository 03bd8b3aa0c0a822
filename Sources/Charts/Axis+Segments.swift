extension Axis {
  /// An x axis of segments at powers of two, and tokens below.
  static func segments(spanning counts: [Double], tokensPerSegment: Int) -> Axis {
    let range = AxisRange(.log2, spanning: counts, margin: 0.035)
    let ticks = Tick.powersOfTwo(
      in: range, most: 14, label: { NumberText.decimal($0, places: 0) },
      second: { NumberText.abbreviated($0 * Double(tokensPerSegment)) }
    ).filter { $0.position >= 1 }
    return Axis(label: "segments", secondLabel: "tokens", range: range, ticks: ticks)
  }
}
