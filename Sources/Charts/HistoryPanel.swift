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
  private static let mostLabels = 8
  private static let mostArrows = 60

  init(_ cell: HistoryInput.Cell, heading: String, x: Axis, width: Double, height: Double) {
    count = cell.points.count
    isDense = Self.isDense(cell)
    let range = Self.range(cell)
    var thinning = PixelThinning(x: x.range, y: range, width: width, height: height, cell: 1.5)
    let visible = cell.points.filter { thinning.keeps(x: $0.x, y: $0.value) }
    self.thinning = thinning
    let ranked = cell.changes.sorted { HistoryInput.size($0) > HistoryInput.size($1) }
    let labelled = ranked.prefix(Self.mostLabels)
    unlabelled = cell.changes.count - labelled.count
    panel = Panel(
      heading: heading, x: x,
      y: Axis(
        label: "", range: range,
        ticks: Tick.steps(in: range, most: 8) { NumberText.significant($0, digits: 4) }),
      series: [
        isDense
          ? Series(.samples(visible.map { CurvePoint(x: $0.x, y: $0.value) }), hue: .blue)
          : Series(.measured(visible, joined: false), hue: .blue),
        Series(.levels(Self.steps(cell)), hue: .grey),
      ],
      callouts: labelled.sorted { $0.commit < $1.commit }.map { Self.callout($0, in: cell) },
      edgeMarks: Self.marks(cell, beyond: range))
  }

  private static func isDense(_ cell: HistoryInput.Cell) -> Bool {
    cell.points.count > mostWithIntervals
  }

  /// The range of the levels and of all but far outliers, which would flatten everything else.
  private static func range(_ cell: HistoryInput.Cell) -> AxisRange {
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
      isDense(cell) ? [] : cell.points.flatMap { [$0.low, $0.high].compactMap { $0 } }
    let shown = (values + bars).filter(allowed.contains) + levels
    return AxisRange(.linear, spanning: shown, margin: 0.15)
  }

  /// Whether the newest commit lies so far off that its point isn't on the axis.
  static func hidesNewest(_ cell: HistoryInput.Cell) -> Bool {
    guard let newest = cell.points.max(by: { $0.x < $1.x }), newest.value.isFinite else {
      return false
    }
    return !range(cell).contains(newest.value)
  }

  /// Arrows to the newest points beyond the axis; of those furthest off and of the newest commit, its
  /// name and value.
  private static func marks(_ cell: HistoryInput.Cell, beyond range: AxisRange) -> [EdgeMark] {
    let outside = cell.points.filter { $0.value.isFinite && !range.contains($0.value) }
    let newest = cell.points.map(\.x).max()
    func distance(_ point: MeasuredPoint) -> Double {
      if point.x == newest { return .infinity }
      return max(point.value - range.upper, range.lower - point.value)
    }
    let named = Set(outside.sorted { distance($0) > distance($1) }.prefix(mostLabels).map(\.x))
    return EdgeMark.marks(of: outside.suffix(mostArrows), beyond: range, hue: .blue) { point in
      guard named.contains(point.x) else { return "" }
      return "\(cell.name(of: Int(point.x.rounded()))): "
        + NumberText.resolved(point.value, low: point.low, high: point.high)
    }
  }

  /// The levels as steps; neighbours are joined upwards, and a gap stays one.
  private static func steps(_ cell: HistoryInput.Cell) -> [CurvePoint] {
    var steps: [CurvePoint] = []
    var end: Int?
    for level in cell.levels.sorted(by: { $0.first < $1.first }) where level.first <= level.last {
      if let end, end + 1 != level.first { steps.append(CurvePoint(x: Double(end), y: .nan)) }
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
