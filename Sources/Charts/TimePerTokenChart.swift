/// Time per position over the length: constant for a linear architecture.
public struct TimePerTokenChart: Sendable {
  private let input: ScalingInput
  private let title: String?

  /// The chart of `input`; without a title, the measured ratios are stated.
  public init(_ input: ScalingInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  public var chart: Chart {
    let finding = input.finding(takes: "takes", times: "as long per position as")
    var time = input.panel("time per position") { 1 / $0 }
    // A law's formula is in seconds per pass, not per position.
    for index in time.panel.series.indices {
      time.panel.series[index].label = Array(time.panel.series[index].label.prefix(1))
    }
    return Chart(
      name: "time-per-token", title: title ?? finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: 480 + input.extraHeight), key: ScalingInput.key,
      panels: [time.panel], notes: ScalingInput.note(hidesBands: time.hidesBands))
  }
}
