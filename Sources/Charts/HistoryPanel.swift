/// One cell's panel of a history: what is drawn of it, and what had to be left out.
struct HistoryPanel {
  let panel: Panel
  let thinning: PixelThinning
  /// Points there are.
  let count: Int
  /// Whether points stand too close for intervals.
  let isDense: Bool
  /// Changes there are no labels for.
  let unlabelled: Int

  private static let mostWithIntervals = 300

  init(
    _ cell: HistoryInput.Cell, of input: HistoryInput, x: Axis, width: Double, height: Double,
    isFirst: Bool, mostLabels: Int
  ) {
    count = cell.points.count
    isDense = count > Self.mostWithIntervals
    let range = Self.range(cell, withIntervals: !isDense)
    var thinning = PixelThinning(x: x.range, y: range, width: width, height: height, cell: 1.5)
    let visible = cell.points.filter { thinning.keeps(x: $0.x, y: $0.value) }
    self.thinning = thinning
    let ranked = cell.changes.sorted { HistoryInput.size($0) > HistoryInput.size($1) }
    let labelled = ranked.prefix(mostLabels)
    unlabelled = cell.changes.count - labelled.count
    let machineChanges = Set(input.machineChanges)
    panel = Panel(
      heading: isFirst ? "\(cell.name): \(input.quantity)" : cell.name, x: x,
      y: Axis(
        label: "", range: range,
        ticks: Tick.steps(in: range, most: 8) { NumberText.significant($0, digits: 4) }),
      series: Self.series(visible, of: input, isDense: isDense)
        + [Series(.levels(Self.steps(cell, machineChanges: machineChanges)), hue: .grey)],
      verticals: input.machineChanges.prefix(20).map { index in
        VerticalReferenceLine(
          x: Double(index) - 0.5, label: isFirst ? input.commits[index].machine : "")
      },
      callouts: labelled.sorted { $0.commit < $1.commit }.map { Self.callout($0, in: cell) })
  }

  /// The range of the levels and of all but far outliers, which would flatten everything else.
  private static func range(_ cell: HistoryInput.Cell, withIntervals: Bool) -> AxisRange {
    let values = cell.points.map(\.value).filter(\.isFinite).sorted()
    let levels = cell.levels.map(\.value).filter(\.isFinite)
    guard values.count > 3 else {
      return AxisRange(.linear, spanning: values + levels, margin: 0.15)
    }
    let (lower, upper) = (values[values.count / 4], values[values.count * 3 / 4])
    let reach = max(6 * (upper - lower), 0.1 * abs(values[values.count / 2]))
    let ends = [lower - reach, upper + reach] + levels.flatMap { [$0 * 0.95, $0 * 1.05] }
    let allowed = (ends.min() ?? lower)...(ends.max() ?? upper)
    let bars =
      withIntervals ? cell.points.flatMap { [$0.low, $0.high].compactMap { $0 } } : []
    let shown = (values + bars).filter(allowed.contains) + levels
    return AxisRange(.linear, spanning: shown, margin: 0.15)
  }

  /// Filled markers on the first commit's machine, hollow ones elsewhere.
  private static func series(
    _ points: [MeasuredPoint], of input: HistoryInput, isDense: Bool
  ) -> [Series] {
    func isAtHome(_ point: MeasuredPoint) -> Bool {
      let index = Int(point.x.rounded())
      return !input.commits.indices.contains(index)
        || input.commits[index].machine == input.commits[0].machine
    }
    let home = points.filter(isAtHome)
    let away = points.filter { !isAtHome($0) }
    return [(home, Dash.solid), (away, .dashed)].map { points, dash in
      isDense
        ? Series(
          .samples(points.map { CurvePoint(x: $0.x, y: $0.value) }), hue: .blue, dash: dash)
        : Series(.measured(points, joined: false), hue: .blue, dash: dash)
    }
  }

  /// The levels as steps; neighbours are joined upwards, and a gap stays one.
  ///
  /// So does a change of the machine, which is no step of the project.
  private static func steps(
    _ cell: HistoryInput.Cell, machineChanges: Set<Int>
  ) -> [CurvePoint] {
    var steps: [CurvePoint] = []
    var end: Int?
    for level in cell.levels.sorted(by: { $0.first < $1.first }) where level.first <= level.last {
      if let end, end + 1 != level.first || machineChanges.contains(level.first) {
        steps.append(CurvePoint(x: Double(end), y: .nan))
      }
      steps.append(CurvePoint(x: Double(level.first) - 0.5, y: level.value))
      steps.append(CurvePoint(x: Double(level.last) + 0.5, y: level.value))
      end = level.last
    }
    return steps
  }

  /// A change's size beside its step, in the colours of a comparison.
  private static func callout(
    _ change: HistoryInput.Change, in cell: HistoryInput.Cell
  ) -> Callout {
    let after = cell.levels.first { $0.first <= change.commit && change.commit <= $0.last }
    let before = cell.levels.last { $0.last < change.commit }
    let heights = [before, after].compactMap { $0?.value }
    let point = cell.points.first { $0.x == Double(change.commit) }
    let middle = heights.isEmpty ? nil : heights.reduce(0, +) / Double(heights.count)
    return Callout(
      x: Double(change.commit) - 0.5, y: middle ?? point?.value ?? .nan,
      text: HistoryInput.text(change), hue: change.ratio > 1 ? .vermilion : .green)
  }
}
