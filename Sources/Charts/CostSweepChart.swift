/// Counted costs over the length, and below them how many times the others' the first one is.
public struct CostSweepChart: Sendable {
  private let input: CostSweepInput
  private let title: String?

  /// The chart of `input`; without a title, the ratio at the greatest length is stated.
  public init(_ input: CostSweepInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  ///
  /// At most twelve lines are drawn; of more, the extremes, and a note says so.
  public var chart: Chart {
    let selection = CostSweepSelection(input.usable)
    let style = CostSweepStyle(
      selection.curves, looks: input.looks ?? ArchitectureLooks(input.curves.architectures))
    let x = Axis.positions(spanning: selection.curves.flatMap { $0.usable.map(\.x) })
    let panels =
      [costPanel(selection.curves, style: style, x: x)]
      + ratioPanels(selection.curves, style: style, x: x)
    return Chart(
      name: "cost-sweep", title: title ?? input.finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: panels.count > 1 ? 700 : 480), panels: panels,
      notes: selection.notes + input.notes)
  }

  private func costPanel(_ curves: [CostCurve], style: CostSweepStyle, x: Axis) -> Panel {
    let series = curves.map(style.series)
    return Panel(
      heading: input.quantity.heading, x: x,
      y: input.quantity.axis(spanning: series.flatMap(\.heights)), series: series, weight: 1.5)
  }

  /// The panel of ratios, where two architectures have a length in common.
  private func ratioPanels(_ curves: [CostCurve], style: CostSweepStyle, x: Axis) -> [Panel] {
    guard let whole = input.usable.first?.architecture else { return [] }
    let ratios = input.ratios.filter { ratio in
      curves.contains { $0.model == ratio.model && $0.architecture == ratio.architecture }
    }
    guard !ratios.isEmpty else { return [] }
    let others = input.ratios.architectures
    let other = others.count == 1 ? others[0] : "the others"
    return [
      Panel(
        ratio: ratios.map { style.series(ofRatio: $0, whole: whole) },
        heading: "\(whole) / \(other): \(input.quantity.ratioName)", x: x)
    ]
  }
}
