import Text

/// Every round's time relative to its cell's median, a row a cell.
public struct DistributionChart: Sendable {
  private let input: DistributionInput
  private let title: String?
  private static let mostRows = 60
  /// Beyond these ratios, few samples would flatten all others.
  private static let furthest = 0.5...1.6

  /// The chart of `input`; without a title, the widest cell is stated.
  public init(_ input: DistributionInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  ///
  /// At most sixty cells are drawn, and a note counts the others.
  public var chart: Chart {
    let cells = Array(input.usable.prefix(Self.mostRows))
    let notes = notes(cells) + input.notes
    let height = cells.count > 24 ? 17.0 : 22
    let lines = input.subtitle.count + notes.count
    return Chart(
      name: "distribution", title: title ?? input.finding, subtitle: input.subtitle,
      size: PixelSize(
        width: 860, height: 168 + Double(max(cells.count, 1) + 1) * height + Double(lines) * 17),
      key: [
        KeyEntry(.measured, "median and its interval or range"), KeyEntry(.sample, "one round"),
      ], panels: [panel(cells)], notes: notes)
  }

  private func panel(_ cells: [DistributionInput.Cell]) -> Panel {
    let ratios = cells.flatMap { cell in
      cell.relative + [cell.low, cell.high].compactMap { $0.map { $0 / cell.median } }
    }
    let range = AxisRange(
      .linear, spanning: ratios.filter(Self.furthest.contains) + [0.99, 1.01], margin: 0.03)
    return Panel(
      heading: "time of a round relative to its cell's median",
      x: Axis(label: "", range: range, ticks: Tick.changes(in: range, most: 10)),
      y: Axis.categories(
        cells.map { $0.row ?? $0.name },
        trailing: cells.map { cell in
          ResolvedNumber(seconds: cell.median, low: cell.low, high: cell.high).text
            + ", n = \(cell.seconds.count)"
        },
        secondLabel: "median, rounds"),
      series: series(cells), verticals: [VerticalReferenceLine(x: 1, label: "")],
      edgeMarks: marks(cells, beyond: range))
  }

  /// Arrows to the rounds beyond the axis.
  private func marks(_ cells: [DistributionInput.Cell], beyond range: AxisRange) -> [EdgeMark] {
    let looks = looks(cells)
    return cells.indices.flatMap { row in
      let outside = cells[row].relative.filter { $0.isFinite && !range.contains($0) }
      let edges = [outside.min(), outside.max()].compactMap { $0 }.map { $0 < 1 }
      return Set(edges).map { isLeft in
        EdgeMark(
          isLeft ? .left : .right, at: Double(cells.count - row) + 0.17,
          hue: looks[cells[row].group].hue)
      }.sorted { $0.edge == .left && $1.edge != .left }
    }
  }

  /// Rounds in the upper half of their row, the median in the lower, so that neither hides the
  /// other.
  private func series(_ cells: [DistributionInput.Cell]) -> [Series] {
    let looks = looks(cells)
    var groups: [String] = []
    for cell in cells where !groups.contains(cell.group) { groups.append(cell.group) }
    return groups.flatMap { group in
      let rows = cells.indices.filter { cells[$0].group == group }
      let medians = rows.map { row in
        let cell = cells[row]
        return RowPoint(
          y: Double(cells.count - row) - 0.17, value: 1, low: cell.low.map { $0 / cell.median },
          high: cell.high.map { $0 / cell.median })
      }
      let rounds = rows.flatMap { row in
        cells[row].relative.map { CurvePoint(x: $0, y: Double(cells.count - row) + 0.17) }
      }
      return [
        Series(.measuredInRows(medians), looks[group]), Series(.samples(rounds), looks[group]),
      ]
    }
  }

  private func looks(_ cells: [DistributionInput.Cell]) -> ArchitectureLooks {
    input.looks ?? ArchitectureLooks(cells.map(\.group))
  }

  private func notes(_ cells: [DistributionInput.Cell]) -> [String] {
    var notes: [String] = []
    let left = input.usable.count - cells.count
    if left > 0 {
      notes.append(left == 1 ? "1 more cell is not drawn." : "\(left) more cells are not drawn.")
    }
    let outside = cells.flatMap { cell in
      cell.relative.filter { !Self.furthest.contains($0) }.map { (cell.name, $0) }
    }
    if let furthest = outside.max(by: { abs($0.1 - 1) < abs($1.1 - 1) }) {
      notes.append(
        "\(Plural.text(outside.count, "round lies", "rounds lie")) beyond the axis, the "
          + "furthest \(NumberText.change(furthest.1)) (\(furthest.0)).")
    }
    return notes
  }
}
