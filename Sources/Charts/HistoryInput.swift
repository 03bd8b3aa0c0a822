/// What the chart of a project's history is made from.
public struct HistoryInput: Sendable, Equatable {
  /// A commit.
  public struct Commit: Sendable, Equatable, Hashable {
    /// Printed to seven characters.
    public var name: String
    /// The day, `2026-11-21`.
    public var date: String?
    /// The first line of its message.
    public var subject: String?

    /// A commit that was measured.
    public init(name: String, date: String? = nil, subject: String? = nil) {
      self.name = name
      self.date = date
      self.subject = subject
    }
  }

  /// A detected level, in the cell's unit, over its commits by index, both ends included.
  public struct Level: Sendable, Equatable {
    public var first: Int
    public var last: Int
    public var value: Double

    /// A level from commit number `first` to commit number `last`.
    public init(first: Int, last: Int, value: Double) {
      self.first = first
      self.last = last
      self.value = value
    }
  }

  /// A change between two levels.
  public struct Change: Sendable, Equatable {
    /// The first commit of the new level, by index.
    public var commit: Int
    /// The new level over the old one: 1.104 is 10.4 % slower.
    public var ratio: Double
    public var low: Double?
    public var high: Double?

    /// A change at commit number `commit`.
    public init(commit: Int, ratio: Double, low: Double? = nil, high: Double? = nil) {
      self.commit = commit
      self.ratio = ratio
      self.low = low
      self.high = high
    }
  }

  /// One cell over the commits that one machine's build was measured at.
  ///
  /// What was measured elsewhere is another of these: it has another scale, and isn't compared.
  public struct Cell: Sendable, Equatable {
    public var name: String
    /// The machine's fingerprint, and what else must not change between points that are compared.
    public var machine: String
    /// In order.
    public var commits: [Commit]
    /// x is the commit's index; commits without a measurement are absent.
    public var points: [MeasuredPoint]
    /// Empty where the points are too few to show a change.
    public var levels: [Level]
    public var changes: [Change]

    /// A cell's points and what was detected in them.
    public init(
      name: String, machine: String, commits: [Commit], points: [MeasuredPoint],
      levels: [Level] = [], changes: [Change] = []
    ) {
      self.name = name
      self.machine = machine
      self.commits = commits
      self.points = points
      self.levels = levels
      self.changes = changes
    }
  }

  /// The conditions, one small grey line each: n, method, machine.
  public var subtitle: [String]
  /// What is drawn upwards, and is better lower, such as `time / time of the reference kernel`.
  public var quantity: String
  /// The machine of the newest commit first.
  public var cells: [Cell]
  /// Commits of one cell and machine that it takes to show a change.
  public var leastCommits: Int
  /// What else has to be said, at the bottom.
  public var notes: [String]

  /// The history of several cells.
  public init(
    subtitle: [String], quantity: String, cells: [Cell], leastCommits: Int = 4,
    notes: [String] = []
  ) {
    self.subtitle = subtitle
    self.quantity = quantity
    self.cells = cells
    self.leastCommits = leastCommits
    self.notes = notes
  }
}
