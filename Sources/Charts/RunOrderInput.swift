/// What the chart of samples in the order they were taken is made from.
public struct RunOrderInput: Sendable, Equatable {
  /// One visit of a cell.
  public struct Sample: Sendable, Equatable {
    public var round: Int
    public var cell: String
    /// Cells of one group have one look.
    public var group: String
    /// The sample over its cell's median.
    public var relative: Double
    /// Whether it was thrown away, and so counts for nothing.
    public var isDiscarded: Bool

    /// A sample of `round`.
    public init(
      round: Int, cell: String, group: String, relative: Double, isDiscarded: Bool = false
    ) {
      self.round = round
      self.cell = cell
      self.group = group
      self.relative = relative
      self.isDiscarded = isDiscarded
    }
  }

  /// The conditions, one small grey line each: n, method, machine.
  public var subtitle: [String]
  /// In the order they were taken; those of one round follow each other.
  public var samples: [Sample]
  /// Of the groups; `nil`: in order.
  public var looks: ArchitectureLooks?
  /// What else has to be said, at the bottom.
  public var notes: [String]

  /// Samples as they were taken.
  public init(
    subtitle: [String], samples: [Sample], looks: ArchitectureLooks? = nil, notes: [String] = []
  ) {
    self.subtitle = subtitle
    self.samples = samples
    self.looks = looks
    self.notes = notes
  }
}
