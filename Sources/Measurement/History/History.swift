/// What a file of history holds: of each commit how fast each cell was, relative to the machine.
///
/// Kept by columns, since a project that lives long has millions of points.
public struct History: Sendable {
  /// The version of the format.
  public static let schema = "contextcost.history/1"
  /// A commit's name where there was no git to ask.
  public static let unknownCommit = "unknown"

  public struct Commit: Hashable, Sendable {
    /// Hexadecimal digits, with `-dirty` behind them when files differed; or `unknown`.
    public var name: String
    public var subject: String?
    /// When it was committed.
    public var time: UTCTime?
    /// When it was measured first.
    public var measured: UTCTime

    public init(name: String, subject: String? = nil, time: UTCTime? = nil, measured: UTCTime) {
      self.name = name
      self.subject = subject
      self.time = time
      self.measured = measured
    }
  }

  /// What has to be the same for points to be compared, except for the cell.
  public struct Environment: Hashable, Sendable {
    /// The machine's fingerprint.
    public var machine: String
    public var compiler: String
    /// Libraries that products are taken from, with their versions.
    public var libraries: String?
    /// How the program was built.
    public var configuration: String
    /// The kernel that ratios are relative to.
    public var reference: String

    public init(
      machine: String, compiler: String, libraries: String?, configuration: String,
      reference: String
    ) {
      self.machine = machine
      self.compiler = compiler
      self.libraries = libraries
      self.configuration = configuration
      self.reference = reference
    }
  }

  /// Points that are compared with each other.
  public struct Series: Hashable, Sendable {
    public var cell: Cell
    public var environment: Environment

    public init(cell: Cell, environment: Environment) {
      self.cell = cell
      self.environment = environment
    }
  }

  /// One cell at one commit.
  public struct Point: Equatable, Sendable {
    /// Indices of `commits` and `series`.
    public var commit: Int32
    public var series: Int32
    public var measured: UTCTime
    public var ratio: Double
    /// The ends of the interval; not a number where there is none.
    public var low: Double
    public var high: Double
    public var rounds: Int32
  }

  /// A line that was left out.
  public struct SkippedLine: Equatable, Sendable {
    /// Counted from 1.
    public let number: Int
    public let reason: String
  }

  public internal(set) var commits: [Commit] = []
  public internal(set) var series: [Series] = []
  /// At most one for each commit and series: the newest.
  public internal(set) var points: [Point] = []
  /// Lines whose point a newer one took the place of.
  public internal(set) var superseded = 0
  /// Lines that weren't empty.
  public internal(set) var lineCount = 0
  /// The first of the lines that were left out; how many there are is `skippedCount`.
  public internal(set) var skipped: [SkippedLine] = []
  public internal(set) var skippedCount = 0
  /// Of them, lines of another version of the format.
  public internal(set) var otherVersionCount = 0

  /// A point with all that belongs to it.
  public func entry(_ point: Point) -> HistoryEntry {
    let commit = commits[Int(point.commit)]
    return HistoryEntry(
      commit: commit.name, subject: commit.subject, commitTime: commit.time,
      measured: point.measured, series: series[Int(point.series)], ratio: point.ratio,
      low: point.low.isNaN ? nil : point.low, high: point.high.isNaN ? nil : point.high,
      rounds: Int(point.rounds))
  }
}

extension History {
  /// The points in a window of cells that are wanted: by commit, environment and cell.
  ///
  /// O(n log n).
  ///
  /// - Parameter positions: Places of commits in git's order, as ``GitLog/positions(of:)`` tells.
  public func entries(
    positions: [Int: Int], in window: HistoryWindow = .all,
    where isWanted: (Cell) -> Bool = { _ in true }
  ) -> [HistoryEntry] {
    let ranks = CommitOrder.ranks(of: commits, positions: positions)
    let order = series.indices.sorted { a, b in
      let (first, second) = (series[a], series[b])
      if first.environment.machine != second.environment.machine {
        return first.environment.machine < second.environment.machine
      }
      return first.cell == second.cell ? a < b : first.cell.comesBefore(second.cell)
    }
    var places = [Int](repeating: 0, count: series.count)
    for (place, index) in order.enumerated() { places[index] = place }
    let wanted = series.map { isWanted($0.cell) }
    let isShown = window.shown(in: self, ranks: ranks, where: wanted)
    return points.filter { wanted[Int($0.series)] && isShown[Int($0.commit)] }.sorted { a, b in
      (ranks[Int(a.commit)], places[Int(a.series)])
        < (ranks[Int(b.commit)], places[Int(b.series)])
    }.map(entry)
  }
}
