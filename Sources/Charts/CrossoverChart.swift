/// Two counted costs around the length where they cross, and their ratio below.
public struct CrossoverChart: Sendable {
  private let input: CrossoverInput
  private let title: String?

  /// The chart of `input`; without a title, which curve is the lower one from where is stated.
  public init(_ input: CrossoverInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  public var chart: Chart {
    let lengths = [input.first, input.second].flatMap { $0.usable.map(\.x) }
    let x = Axis.positions(spanning: lengths + [input.usableCrossing].compactMap(\.self))
    return Chart(
      name: "crossover", title: title ?? input.finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: 620), panels: [costPanel(x), ratioPanel(x)],
      notes: input.notes)
  }

  private func costPanel(_ x: Axis) -> Panel {
    let names = [input.first, input.second].map(input.name)
    // Hollow where it is a single point: it may lie on the other.
    let dash: Dash = input.second.usable.count == 1 ? .dashed : .solid
    let series = [
      input.first.series(looks[names[0]], label: [names[0]]),
      input.second.series(looks[names[1]], dash: dash, label: [names[1]]),
    ]
    let label = input.usableCrossing.map { "they cross at \(NumberText.positionCount($0))" }
    return Panel(
      heading: input.quantity.heading, x: x,
      y: input.quantity.axis(spanning: series.flatMap(\.heights)), series: series,
      verticals: verticals(label: label ?? ""), weight: 1.4)
  }

  private func ratioPanel(_ x: Axis) -> Panel {
    let pair = "\(input.name(of: input.first)) / \(input.name(of: input.second))"
    let look = looks[input.name(of: input.second)]
    let ratio = input.first.ratio(to: input.second).series(look, label: [pair])
    return Panel(
      ratio: [ratio], heading: "\(pair): \(input.quantity.ratioName)", x: x,
      verticals: verticals(label: ""))
  }

  private var looks: ArchitectureLooks {
    input.looks ?? ArchitectureLooks([input.first, input.second].map(input.name))
  }

  private func verticals(label: String) -> [VerticalReferenceLine] {
    input.usableCrossing.map { [VerticalReferenceLine(x: $0, label: label)] } ?? []
  }
}
