extension Panel {
  /// A panel of ratios on a logarithmic axis, with a line where both are equal.
  init(
    ratio series: [Series], heading: String, x: Axis, verticals: [VerticalReferenceLine] = []
  ) {
    let range = AxisRange(.log10, spanning: series.flatMap(\.heights) + [1])
    self.init(
      heading: heading, x: x,
      y: Axis(label: "", range: range, ticks: Tick.decades(in: range, label: NumberText.times)),
      series: series, references: [ReferenceLine(y: 1, label: "equal")], verticals: verticals)
  }
}
