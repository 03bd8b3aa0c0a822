/// Time over the number of segments, and below it how many times longer full attention takes.
public struct ScalingChart: Sendable {
  private let input: ScalingInput
  private let title: String?

  /// The chart of `input`; without a title, the measured ratio is stated.
  public init(_ input: ScalingInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  ///
  /// The panel of ratios is left out where there is nothing in it.
  public var chart: Chart {
    let ratios = input.ratios
    let finding = input.finding(ratios, takes: "takes", times: "as long as")
    let time = input.panel("time of one forward pass", weight: 1.5) { _ in 1 }
    let ratio = ratioPanel(ratios)
    return Chart(
      name: "scaling", title: title ?? finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: ratio == nil ? 480 : 700),
      key: ScalingInput.key + [KeyEntry(.analytic, "FLOPs, counted")],
      panels: [time.panel] + [ratio?.panel].compactMap(\.self),
      notes: ScalingInput.note(hidesBands: time.hidesBands || ratio?.hidesBands == true))
  }

  private func ratioPanel(_ ratios: [MeasuredPoint]) -> (panel: Panel, hidesBands: Bool)? {
    let law = input.lawRatio
    let bands = input.lawRatioBand.isEmpty ? [] : [input.lawRatioBand]
    let series =
      bands.map { Series(.band($0), hue: .green) } + [
        Series(.analytic(input.analyticRatio), hue: .purple, label: ["FLOPs, counted"]),
        Series(.model(law), hue: .green, label: ["fitted laws"]),
        Series(
          .measured(ratios, joined: false), hue: .green, label: law.isEmpty ? ["measured"] : []),
      ]
    let range = AxisRange(.log10, of: series, with: [1])
    let panel = Panel(
      heading: "full attention / RMT: "
        + (input.analyticRatio.isEmpty ? "ratio of times" : "ratio of times, and of FLOPs"),
      x: input.segmentsAxis,
      y: Axis(label: "", range: range, ticks: Tick.decades(in: range, label: NumberText.times)),
      series: series, references: [ReferenceLine(y: 1, label: "equal")],
      verticals: input.breakEven.map {
        [VerticalReferenceLine(x: $0.segments, label: $0.text)]
      } ?? [],
      shades: input.breakEven.flatMap(\.shade).map { [$0] } ?? [],
      edgeMarks: EdgeMark.marks(of: ratios, beyond: range, hue: .green) {
        NumberText.times($0.value)
      })
    let hasNothing = panel.edgeMarks.isEmpty && !series.contains(where: panel.shows)
    return hasNothing ? nil : panel.withoutThinBands
  }
}
