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
  public var chart: Chart {
    let ratios = input.ratios
    let finding = input.finding(ratios, takes: "takes", times: "as long as")
    return Chart(
      name: "scaling", title: title ?? finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: 700),
      key: [
        KeyEntry(.measured, "measured"), KeyEntry(.model, "fitted law: a model, not data"),
        KeyEntry(.analytic, "FLOPs, counted"), KeyEntry(.band, "the law's 95 % interval"),
      ],
      panels: [timePanel, ratioPanel(ratios)])
  }

  private var timePanel: Panel {
    let series = input.timeSeries { _ in 1 }
    let range = AxisRange(.log10, spanning: series.flatMap(\.heights))
    return Panel(
      heading: "time of one forward pass", x: input.segmentsAxis,
      y: Axis(
        label: "", range: range,
        ticks: Tick.decades(in: range, label: NumberText.duration(seconds:))),
      series: series, weight: 1.5)
  }

  private func ratioPanel(_ ratios: [MeasuredPoint]) -> Panel {
    let law = input.lawRatio
    let bands = input.lawRatioBand.isEmpty ? [] : [input.lawRatioBand]
    let series =
      bands.map { Series(.band($0), hue: .green) } + [
        Series(.analytic(input.analyticRatio), hue: .purple, label: ["FLOPs, counted"]),
        Series(.model(law), hue: .green, label: ["fitted laws"]),
        Series(
          .measured(ratios, joined: false), hue: .green, label: law.isEmpty ? ["measured"] : []),
      ]
    let range = AxisRange(.log10, spanning: series.flatMap(\.heights) + [1])
    return Panel(
      heading: "full attention / RMT: ratio of times, and of FLOPs", x: input.segmentsAxis,
      y: Axis(label: "", range: range, ticks: Tick.decades(in: range, label: NumberText.times)),
      series: series, references: [ReferenceLine(y: 1, label: "equal")],
      verticals: input.breakEven.map {
        [VerticalReferenceLine(x: $0.segments, label: $0.text)]
      } ?? [],
      shades: input.breakEven.flatMap(\.shade).map { [$0] } ?? [])
  }
}
