/// What the chart of a project's history is made from.
public struct HistoryInput: Sendable, Equatable {
  /// A commit, in order.
  public struct Commit: Sendable, Equatable {
    /// Printed to seven characters.
    public var name: String
    /// The machine's fingerprint, or what else must not change between points that are compared.
    public var machine: String

    /// A commit that was measured on `machine`.
    public init(name: String, machine: String) {
      self.name = name
      self.machine = machine
    }
  }

  /// A detected level, in the cell's unit, over commits by index, both ends included.
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

  /// One cell over the commits.
  public struct Cell: Sendable, Equatable {
    public var name: String
    /// x is the commit's index; commits without a measurement are absent.
    public var points: [MeasuredPoint]
    public var levels: [Level]
    public var changes: [Change]

    /// A cell's points and what was detected in them.
    public init(
      name: String, points: [MeasuredPoint], levels: [Level] = [], changes: [Change] = []
    ) {
      self.name = name
      self.points = points
      self.levels = levels
      self.changes = changes
    }
  }

  /// The conditions, one small grey line each: n, method, machine.
  public var subtitle: [String]
  /// What is drawn upwards, and is better lower, such as `time / time of the reference kernel`.
  public var quantity: String
  public var commits: [Commit]
  public var cells: [Cell]
  /// What else has to be said, at the bottom.
  public var notes: [String]

  /// The history of several cells over the same commits.
  public init(
    subtitle: [String], quantity: String, commits: [Commit], cells: [Cell], notes: [String] = []
  ) {
    self.subtitle = subtitle
    self.quantity = quantity
    self.commits = commits
    self.cells = cells
    self.notes = notes
  }
}
