/// Figure 3 of the RMT paper (arXiv 2304.11062), computed, with the paper's points on top.
public struct PaperFigure3Chart: Sendable {
  private let input: PaperFigure3Input
  private let title: String?
  private static let tokensPerSegment = 512
  private static let hues = Hue.allCases.filter { $0 != .vermilion }

  /// The chart of `input`; without a title, the range of the reduction factors is stated.
  public init(_ input: PaperFigure3Input, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  public var chart: Chart {
    Chart(
      name: "paper-figure-3", title: title ?? finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: 940),
      key: [
        KeyEntry(.analytic, "FLOPs, counted"),
        KeyEntry(.published, "as drawn in arXiv 2304.11062, Figure 3"),
      ],
      panels: [
        panel(input.short, heading: "(a) FLOPs relative to 512 tokens", factors: false),
        panel(
          input.long,
          heading: "(b) the same for long inputs; × is full attention / RMT at the right end",
          factors: true),
      ])
  }

  private func panel(
    _ part: PaperFigure3Input.Part, heading: String, factors: Bool
  ) -> Panel {
    let models = part.models.enumerated().flatMap { index, model in
      let hue = Self.hues[index % Self.hues.count]
      let factor = factors ? reduction(model, in: part).map { " ×\($0)" } ?? "" : ""
      return [
        Series(.analytic(model.computed), hue: hue, label: [model.label + factor]),
        Series(.published(model.published), hue: hue),
      ]
    }
    let rmt = Series(.analytic(part.rmt), hue: .vermilion, label: ["RMT, all models"])
    let series = models + [rmt]
    let range = AxisRange(.log10, spanning: series.flatMap(\.heights), margin: 0.03)
    return Panel(
      heading: heading, x: lengthAxis(part, segments: factors),
      y: Axis(
        label: "", range: range,
        ticks: Tick.decades(in: range) { NumberText.significant($0) }),
      series: series)
  }

  private func lengthAxis(_ part: PaperFigure3Input.Part, segments: Bool) -> Axis {
    let lengths = part.lengths.map(Double.init)
    let xs = lengths + part.models.flatMap { $0.computed.map(\.x) } + part.rmt.map(\.x)
    let ticks = lengths.map { length in
      Tick(
        length, NumberText.decimal(length, places: 0),
        second: segments
          ? NumberText.significant(length / Double(Self.tokensPerSegment), digits: 6) : nil)
    }
    return Axis(
      label: "tokens", secondLabel: segments ? "segments" : nil,
      range: AxisRange(.log2, spanning: xs, margin: 0.04), ticks: ticks)
  }

  /// How many times fewer FLOPs RMT takes at the greatest length, to two decimals.
  private func reduction(
    _ model: PaperFigure3Input.Model, in part: PaperFigure3Input.Part
  ) -> String? {
    guard let full = model.computed.last, let rmt = part.rmt.last, full.x == rmt.x, rmt.y > 0,
      full.y.isFinite
    else { return nil }
    return NumberText.decimal(full.y / rmt.y, places: 2)
  }

  private var finding: String {
    let long = input.long
    guard let length = long.rmt.last?.x, let first = long.models.first,
      let last = long.models.last, let most = reduction(first, in: long),
      let least = reduction(last, in: long)
    else { return "FLOPs relative to 512 tokens, full attention and RMT" }
    return "At \(NumberText.decimal(length, places: 0)) tokens RMT takes \(most) (\(first.label)) "
      + "to \(least) (\(last.label)) times fewer FLOPs than full attention"
  }
}
