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
    let finding = input.finding(input.ratios, takes: "takes", times: "as long per token as")
    var time = input.panel("time per token") { 1 / ($0 * Double(input.tokensPerSegment)) }
    // A law's formula is in seconds per pass, not per token.
    time.panel.series = time.panel.series.map {
      Series($0.content, hue: $0.hue, label: Array($0.label.prefix(1)))
    }
    return Chart(
      name: "time-per-token", title: title ?? finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: 480), key: ScalingInput.key, panels: [time.panel],
      notes: ScalingInput.note(hidesBands: time.hidesBands))
  }
}
