/// Time over the length, and below it how many times what each other takes the baseline takes.
public struct ScalingChart: Sendable {
  private let input: ScalingInput
  private let title: String?

  /// The chart of `input`; without a title, the measured ratios are stated.
  public init(_ input: ScalingInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  ///
  /// The panel of ratios is left out where there is nothing in it.
  public var chart: Chart {
    let finding = input.finding(takes: "takes", times: "as long as")
    let time = input.panel("time of one forward pass", weight: 1.5) { _ in 1 }
    let ratio = ratioPanel
    return Chart(
      name: "scaling", title: title ?? finding, subtitle: input.subtitle,
      size: PixelSize(
        width: 860, height: (ratio == nil ? 480 : 700 + input.extraHeight) + input.extraHeight),
      key: ScalingInput.key + [KeyEntry(.analytic, "FLOPs, counted")],
      panels: [time.panel] + [ratio?.panel].compactMap(\.self),
      notes: ScalingInput.note(hidesBands: time.hidesBands || ratio?.hidesBands == true)
        + (ratio?.panel.callouts.isEmpty == false
          ? [
            "A number in an architecture's colour: at so many positions it and "
              + "\(input.baseline.title) take as long, by their laws."
          ] : []))
  }

  private var ratioPanel: (panel: Panel, hidesBands: Bool)? {
    let series = input.others.flatMap(ratioSeries)
    let range = AxisRange(.log10, of: series, with: [1])
    let only = input.others.count == 1 ? input.others[0].series.title : "each other"
    let isCounted = input.others.contains { !$0.ratio.counted.isEmpty }
    let breakEvens = input.others.compactMap { other in
      other.ratio.breakEven.map {
        (title: other.series.title, look: input.look(of: other.series), value: $0)
      }
    }
    // One has a line of its own; several would be a fence.
    let single = breakEvens.count == 1 ? breakEvens[0] : nil
    let owner = input.others.count > 1 ? single.map { "\($0.title): " } ?? "" : ""
    let panel = Panel(
      heading: "\(input.baseline.title) / \(only): ratio of times"
        + (isCounted ? ", and of FLOPs" : ""),
      x: input.positionsAxis,
      y: Axis(label: "", range: range, ticks: Tick.decades(in: range, label: NumberText.times)),
      series: series, references: [ReferenceLine(y: 1, label: "equal")],
      verticals: single.map {
        [VerticalReferenceLine(x: $0.value.positions, label: owner + $0.value.text)]
      } ?? [],
      shades: single.flatMap(\.value.shade).map { [$0] } ?? [],
      callouts: single == nil
        ? breakEvens.map {
          Callout(
            x: $0.value.positions, y: 1, text: NumberText.length($0.value.positions),
            hue: $0.look.hue)
        } : [],
      edgeMarks: ScalingInput.marks(series, beyond: range, text: NumberText.times))
    let hasNothing = panel.edgeMarks.isEmpty && !series.contains(where: panel.shows)
    return hasNothing ? nil : panel.withoutThinBands
  }

  /// The baseline over one other: measured, by the laws, and counted; named at the end of what
  /// reaches furthest.
  private func ratioSeries(_ other: ScalingInput.Other) -> [Series] {
    let look = input.look(of: other.series)
    let (law, ratios) = (input.lawRatio(to: other), input.ratios(to: other))
    let name = [other.series.title]
    return [
      Series(.band(other.ratio.lawBand), look),
      Series(
        .analytic(other.ratio.counted), look, label: law.isEmpty && ratios.isEmpty ? name : []),
      Series(.model(law), look, label: law.isEmpty ? [] : name),
      Series(
        .measured(ratios, joined: false), look, label: law.isEmpty && !ratios.isEmpty ? name : []),
    ].filter { !$0.positions.isEmpty }
  }
}
