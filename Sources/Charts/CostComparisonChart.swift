/// The cost of several candidates at one length, a row per convention.
public struct CostComparisonChart: Sendable {
  private let input: CostComparisonInput
  private let title: String?
  private let columns: CostComparisonColumns

  /// The chart of `input`; without a title, the range of the ratios is stated.
  public init(_ input: CostComparisonInput, title: String? = nil) {
    self.input = input
    self.title = title
    self.columns = CostComparisonColumns(input)
  }

  /// The chart as a value.
  ///
  /// At most twelve candidates and forty conventions are drawn, and a note names what is left out.
  public var chart: Chart {
    let rows = max(columns.rows.count, 1)
    let key = columns.labelsFit ? [] : columns.key
    return Chart(
      name: "cost-comparison", title: title ?? input.finding, subtitle: input.subtitle,
      size: PixelSize(width: 860, height: height(rows: rows, keyed: !key.isEmpty)), key: key,
      panels: [panel], notes: columns.notes + input.gaps + input.notes)
  }

  private var panel: Panel {
    let values = columns.rows.flatMap(input.values)
    let range = AxisRange(.log10, spanning: values)
    let unit = input.quantity == .flops ? "FLOPs" : ""
    return Panel(
      heading: input.quantity.heading,
      x: Axis(label: unit, range: range, ticks: input.quantity.ticks(in: range)),
      y: Axis.categories(
        columns.rows.map(\.convention),
        trailing: columns.rows.map(input.ratioText),
        secondLabel: input.candidates.count == 2 ? "ratio" : "first / others"),
      series: columns.series(on: range))
  }

  /// Rows of one height, whatever stands above and below them.
  private func height(rows: Int, keyed: Bool) -> Double {
    let lines = input.subtitle.count + columns.notes.count + input.gaps.count + input.notes.count
    let keyRows = keyed ? (columns.key.count + 2) / 3 + 1 : 0
    return 150 + Double(rows + 1) * 24 + Double(lines + keyRows) * 17
  }
}
