/// Time per token over the number of segments: constant for a linear architecture.
public struct TimePerTokenChart: Sendable {
  private let input: ScalingInput
  private let title: String?

  /// The chart of `input`; without a title, the measured ratio is stated.
  public init(_ input: ScalingInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  public var chart: Chart {
    let series = input.timeSeries { 1 / ($0 * Double(input.tokensPerSegment)) }.map { series in
      // A law's formula is in seconds per pass, not per token.
      Series(series.content, hue: series.hue, label: Array(series.label.prefix(1)))
    }
    let range = AxisRange(.log10, spanning: series.flatMap(\.heights))
    let finding = input.finding(input.ratios, takes: "takes", times: "as long per token as")
    return Chart(
      name: "time-per-token", title: title ?? finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: 480),
      key: [
        KeyEntry(.measured, "measured"), KeyEntry(.model, "fitted law: a model, not data"),
        KeyEntry(.band, "the law's 95 % interval"),
      ],
      panels: [
        Panel(
          heading: "time per token", x: input.segmentsAxis,
          y: Axis(
            label: "", range: range,
            ticks: Tick.decades(in: range, label: NumberText.duration(seconds:))),
          series: series)
      ])
  }
}
