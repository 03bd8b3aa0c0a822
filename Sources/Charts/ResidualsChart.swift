import Glibc

/// Measured times over their fitted laws: shows what a line over five decades hides.
public struct ResidualsChart: Sendable {
  /// How far off a law counts as far.
  static let guide = 0.1
  /// Further than this, a point would flatten all others.
  private static let furthest = 0.4...2.0

  private let input: ResidualsInput
  private let title: String?

  /// The chart of `input`; without a title, the furthest residual is stated.
  public init(_ input: ResidualsInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  public var chart: Chart {
    Chart(
      name: "residuals", title: title ?? input.finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: 480),
      key: key,
      panels: [panel], notes: input.notes)
  }

  /// Who is who: points stand too close for labels at their ends.
  private var key: [KeyEntry] {
    let names = input.architectures.map { architecture in
      KeyEntry(
        .measured, TextMetrics.shortened(architecture.title, width: 240, size: Theme.smallSize),
        looks[architecture.title])
    }
    guard input.architectures.contains(where: { !$0.heldOut.isEmpty }) else { return names }
    return names + [
      KeyEntry(.measured, "the law was fitted to it"),
      KeyEntry(.measured, "held out of the fit", dash: .dashed),
    ]
  }

  private var looks: ArchitectureLooks {
    input.looks ?? ArchitectureLooks(input.architectures.map(\.title))
  }

  private var panel: Panel {
    let guides = [1 - Self.guide, 1 + Self.guide]
    let heights = series.flatMap(\.heights).filter(Self.furthest.contains)
    let range = AxisRange(.linear, spanning: heights + guides, margin: 0.12)
    return Panel(
      heading: "time of one forward pass, measured / fitted law; grey: within "
        + "\(NumberText.significant(Self.guide * 100)) %",
      // The lengths' own places too, for their ticks.
      x: .positions(spanning: input.usable.map(\.x) + series.flatMap { $0.positions.map(\.x) }),
      y: Axis(label: "", range: range, ticks: Tick.changes(in: range)), series: series,
      references: [ReferenceLine(y: 1, label: "the law")]
        + guides.map { ReferenceLine(y: $0, label: NumberText.change($0, digits: nil)) },
      shades: [.across(from: guides[0], to: guides[1])],
      edgeMarks: ScalingInput.marks(series, beyond: range) { NumberText.change($0) })
  }

  private var series: [Series] {
    let looks = looks
    return input.architectures.enumerated().flatMap { index, architecture in
      let look = looks[architecture.title]
      return [
        Series(.measured(beside(architecture.fitted, index), joined: false), look),
        Series(.measured(beside(architecture.heldOut, index), joined: false), look, dash: .dashed),
      ]
    }
  }

  /// Architectures of one size side by side, so that no interval hides another.
  private func beside(_ points: [MeasuredPoint], _ index: Int) -> [MeasuredPoint] {
    let steps = Double(input.architectures.count - 1)
    // In doublings; together no more than leaves a gap to the next size.
    let factor = exp2((Double(index) - steps / 2) * min(0.12, 0.6 / max(steps, 1)))
    return points.sorted { $0.x < $1.x }.map { point in
      MeasuredPoint(x: point.x * factor, value: point.value, low: point.low, high: point.high)
    }
  }
}
