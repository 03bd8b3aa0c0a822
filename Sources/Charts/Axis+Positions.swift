extension Axis {
  /// An x axis of lengths in positions, over all that is drawn.
  ///
  /// Powers of two where few doublings are shown, as lengths usually are; else powers of ten.
  static func positions(spanning lengths: [Double]) -> Axis {
    let doublings = AxisRange(.log2, spanning: lengths, margin: 0.035)
    if doublings.upper / doublings.lower < 5000, doublings.upper < 1e7 {
      return Axis(
        label: "positions", range: doublings,
        ticks: Tick.powersOfTwo(in: doublings, most: 9) { NumberText.significant($0, digits: 9) })
    }
    return decades(spanning: lengths)
  }

  /// As `positions(spanning:)`, always with powers of ten.
  static func decades(spanning lengths: [Double]) -> Axis {
    let range = AxisRange(.log10, spanning: lengths, margin: 0.035)
    return Axis(
      label: "positions", range: range,
      ticks: Tick.decades(in: range, most: 10, label: NumberText.positions))
  }
}
