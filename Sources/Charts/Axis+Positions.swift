extension Axis {
  /// An x axis of lengths in positions, over all that is drawn.
  ///
  /// Powers of two where few doublings are shown, as lengths usually are; else powers of ten.
  static func positions(spanning lengths: [Double]) -> Axis {
    let doublings = AxisRange(.log2, spanning: lengths, margin: 0.035)
    if doublings.upper / doublings.lower < 0x1p15, doublings.upper < 1e7 {
      var ticks = Tick.powersOfTwo(in: doublings, most: 14) { NumberText.significant($0) }
        .filter { $0.position >= 1 }
      let labels = NumberText.alike(ticks.map(\.position))
      for index in ticks.indices { ticks[index].label = labels[index] }
      return Axis(label: "positions", range: doublings, ticks: ticks)
    }
    let range = AxisRange(.log10, spanning: lengths, margin: 0.035)
    return Axis(
      label: "positions", range: range,
      ticks: Tick.decades(in: range, most: 10, label: NumberText.positions))
  }
}
