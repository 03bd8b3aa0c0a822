import Statistics

/// Points of a history along one axis of commits, with the levels that were found in them.
public struct HistoryTimeline: Sendable {
  /// A place on the axis: a commit in one environment.
  public struct Place: Equatable, Sendable {
    /// The index of the history's commit.
    public let commit: Int
    /// The index of the environment.
    public let environment: Int
  }

  public struct Point: Equatable, Sendable {
    public let place: Int
    public let ratio: Double
    public let interval: Interval?
  }

  /// A detected level, by places, both ends included.
  public struct Level: Equatable, Sendable {
    public let first: Int
    public let last: Int
    public let value: Double
  }

  /// A change between two levels of one environment.
  public struct Change: Equatable, Sendable {
    /// The first place of the new level.
    public let place: Int
    public let ratio: Double
    public let interval: Interval?
  }

  /// One cell in all environments.
  public struct CellHistory: Equatable, Sendable {
    public let cell: Cell
    /// In the order of places.
    public let points: [Point]
    public let levels: [Level]
    public let changes: [Change]
  }

  /// Commits that a change has to last for.
  public static let minimumLength = HistoryLevels.minimumLength

  /// In order of their first place.
  public let environments: [History.Environment]
  public let places: [Place]
  /// By architecture, segments and setting.
  public let cells: [CellHistory]
  /// Whether each environment's commits stand together, instead of all in git's order.
  public let isGrouped: Bool

  /// Lays out the points of cells that are wanted.
  ///
  /// Commits stand in git's order. When one was measured in several environments, each environment's
  /// commits stand together: the axis would change its machine with every point. O(n log n), and the
  /// search for levels.
  public init(
    _ history: History, positions: [Int: Int], where isWanted: (Cell) -> Bool = { _ in true }
  ) {
    let ranks = CommitOrder.ranks(of: history.commits, positions: positions)
    let wanted = history.series.map { isWanted($0.cell) }
    let layout = TimelineLayout(history, ranks: ranks, wanted: wanted)
    environments = layout.environments
    places = layout.places
    isGrouped = layout.isGrouped
    var points = [[Point]](repeating: [], count: history.series.count)
    for point in history.points where wanted[Int(point.series)] {
      points[Int(point.series)].append(
        Point(
          place: layout.place(of: point), ratio: point.ratio,
          interval: point.low.isNaN ? nil : Interval(point.low, point.high)))
    }
    var cells: [Cell: [Int]] = [:]
    for index in history.series.indices where wanted[index] && !points[index].isEmpty {
      points[index].sort { $0.place < $1.place }
      cells[history.series[index].cell, default: []].append(index)
    }
    let runs = layout.runs
    self.cells = cells.sorted { $0.key.comesBefore($1.key) }.map { cell, series in
      CellHistory(cell, series.map { points[$0] }, runs: runs)
    }
  }
}

extension HistoryTimeline.CellHistory {
  /// - Parameters:
  ///   - series: The points of each environment, in the order of places.
  ///   - runs: For each place, which stretch of one environment it lies in.
  init(_ cell: Cell, _ series: [[HistoryTimeline.Point]], runs: [Int]) {
    self.cell = cell
    var levels: [HistoryTimeline.Level] = []
    var changes: [HistoryTimeline.Change] = []
    for points in series {
      let found = HistoryLevels(of: points.map(\.ratio))
      for (index, level) in found.levels.enumerated() {
        let next = index + 1 < found.levels.count ? points[level.last + 1].place : nil
        levels += Self.pieces(points[level.first...level.last], level.value, upTo: next, runs)
      }
      changes += found.changes.map {
        HistoryTimeline.Change(
          place: points[$0.index].place, ratio: $0.ratio, interval: $0.interval)
      }
    }
    points = series.count == 1 ? series[0] : series.joined().sorted { $0.place < $1.place }
    self.levels = levels.sorted { $0.first < $1.first }
    self.changes = changes.sorted { $0.place < $1.place }
  }

  /// A level where its environment has the axis: up to the next one, if that is in the same stretch.
  private static func pieces(
    _ points: ArraySlice<HistoryTimeline.Point>, _ value: Double, upTo next: Int?, _ runs: [Int]
  ) -> [HistoryTimeline.Level] {
    var pieces: [HistoryTimeline.Level] = []
    guard var first = points.first?.place else { return [] }
    var last = first
    for point in points.dropFirst() {
      if runs[point.place] != runs[last] {
        pieces.append(HistoryTimeline.Level(first: first, last: last, value: value))
        first = point.place
      }
      last = point.place
    }
    if let next, runs[next] == runs[last] { last = next - 1 }
    pieces.append(HistoryTimeline.Level(first: first, last: last, value: value))
    return pieces
  }
}

extension Cell {
  /// The order that cells are listed in.
  func comesBefore(_ other: Cell) -> Bool {
    if architecture != other.architecture { return architecture < other.architecture }
    if segments != other.segments { return segments < other.segments }
    return "\(setting) \(positions)" < "\(other.setting) \(other.positions)"
  }
}
