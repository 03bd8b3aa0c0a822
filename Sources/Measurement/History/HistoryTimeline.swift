import Statistics

/// A history by what may be compared: the commits of each environment in git's order, with the levels
/// that were found in each cell's points.
public struct HistoryTimeline: Sendable {
  public struct Point: Equatable, Sendable {
    /// The index of the environment's commit.
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

  /// A change between two levels.
  public struct Change: Equatable, Sendable {
    /// The first place of the new level.
    public let place: Int
    public let ratio: Double
    public let interval: Interval?
  }

  /// One cell in one environment.
  public struct CellHistory: Equatable, Sendable {
    public let cell: Cell
    /// In the order of places.
    public let points: [Point]
    /// Empty where the points are too few to show a change.
    public let levels: [Level]
    public let changes: [Change]
    /// Whether there are points enough to show a change, those that aren't shown included.
    public let canShowChange: Bool
  }

  /// What was measured in one environment.
  public struct EnvironmentHistory: Equatable, Sendable {
    public let environment: History.Environment
    /// Indices of the history's commits, in git's order.
    public let commits: [Int]
    /// By architecture, segments and setting.
    public let cells: [CellHistory]
  }

  /// Commits that a change has to last for.
  public static let minimumLength = HistoryLevels.minimumLength
  /// Commits of one cell and environment that it takes to show a change.
  public static let leastCommits = 2 * minimumLength

  /// The one with the newest commit first.
  public let environments: [EnvironmentHistory]

  /// Lays out the points of cells that are wanted.
  ///
  /// Levels are found in all of a cell's points, of which those in the window are shown. O(n log n),
  /// and the search for levels.
  ///
  /// - Parameter positions: Places of commits in git's order, as ``GitLog/positions(of:)`` tells.
  public init(
    _ history: History, positions: [Int: Int], in window: HistoryWindow = .all,
    where isWanted: (Cell) -> Bool = { _ in true }
  ) {
    let ranks = CommitOrder.ranks(of: history.commits, positions: positions)
    let wanted = history.series.map { isWanted($0.cell) }
    var points = [[History.Point]](repeating: [], count: history.series.count)
    for point in history.points where wanted[Int(point.series)] {
      points[Int(point.series)].append(point)
    }
    let isShown = window.shown(in: history, ranks: ranks, where: wanted)
    var seriesOf: [History.Environment: [Int]] = [:]
    for index in history.series.indices where !points[index].isEmpty {
      points[index].sort { ranks[Int($0.commit)] < ranks[Int($1.commit)] }
      seriesOf[history.series[index].environment, default: []].append(index)
    }
    let found = seriesOf.map { environment, series in
      EnvironmentHistory(
        environment, cells: series.map { (history.series[$0].cell, points[$0]) }, ranks: ranks,
        isShown: isShown)
    }
    func newest(_ one: EnvironmentHistory) -> Int { one.commits.last.map { ranks[$0] } ?? -1 }
    environments = found.filter { !$0.commits.isEmpty }.sorted { a, b in
      newest(a) == newest(b)
        ? "\(a.environment)" < "\(b.environment)" : newest(a) > newest(b)
    }
  }
}

extension HistoryTimeline.EnvironmentHistory {
  /// - Parameters:
  ///   - cells: The points of each cell, in the order of ranks.
  ///   - isShown: Of each of the history's commits, whether it is in the window.
  init(
    _ environment: History.Environment, cells: [(cell: Cell, points: [History.Point])],
    ranks: [Int], isShown: [Bool]
  ) {
    let all = Set(cells.flatMap { $0.points.map { Int($0.commit) } })
    let commits = all.filter { isShown[$0] }.sorted { ranks[$0] < ranks[$1] }
    let places = Dictionary(
      commits.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    self.environment = environment
    self.commits = commits
    self.cells = cells.compactMap { cell, points in
      HistoryTimeline.CellHistory(cell, points, places: places)
    }.sorted { $0.cell.comesBefore($1.cell) }
  }
}

extension HistoryTimeline.CellHistory {
  /// - Parameters:
  ///   - points: All points, in git's order.
  ///   - places: The commits that are shown, and where.
  /// - Returns: `nil` when none of the points is shown.
  init?(_ cell: Cell, _ points: [History.Point], places: [Int: Int]) {
    let shown = points.map { places[Int($0.commit)] }
    guard shown.contains(where: { $0 != nil }) else { return nil }
    self.cell = cell
    self.points = zip(points, shown).compactMap { point, place in
      place.map {
        HistoryTimeline.Point(
          place: $0, ratio: point.ratio,
          interval: point.low.isNaN ? nil : Interval(point.low, point.high))
      }
    }
    canShowChange = points.count >= HistoryTimeline.leastCommits
    guard canShowChange else {
      (levels, changes) = ([], [])
      return
    }
    let found = HistoryLevels(of: points.map(\.ratio))
    levels = found.levels.enumerated().compactMap { index, level in
      let own = shown[level.first...level.last].compactMap { $0 }
      guard let first = own.first, let last = own.last else { return nil }
      // Up to the next level, past commits that the cell wasn't measured at.
      let next = index + 1 < found.levels.count ? shown[found.levels[index + 1].first] : nil
      return HistoryTimeline.Level(
        first: first, last: next.map { max($0 - 1, last) } ?? last, value: level.value)
    }
    changes = found.changes.compactMap { change in
      shown[change.index].map {
        HistoryTimeline.Change(place: $0, ratio: change.ratio, interval: change.interval)
      }
    }
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
