/// What the charts of single rounds' times by cell are made from.
public struct DistributionInput: Sendable, Equatable {
  /// One cell's rounds, all in one unit.
  public struct Cell: Sendable, Equatable {
    /// What sentences call it.
    public var name: String
    /// What its row is called, which may have to be cut at its end; `nil` for the name.
    public var row: String?
    /// Cells of one group have one look.
    public var group: String
    /// Every round's time in seconds, in the order the rounds were run.
    public var seconds: [Double]
    public var median: Double
    /// The median's interval.
    public var low: Double?
    public var high: Double?

    /// A cell's rounds and their median.
    public init(
      name: String, row: String? = nil, group: String, seconds: [Double], median: Double,
      low: Double? = nil,
      high: Double? = nil
    ) {
      self.name = name
      self.row = row
      self.group = group
      self.seconds = seconds
      self.median = median
      self.low = low
      self.high = high
    }

    /// The rounds' times over the median.
    var relative: [Double] { seconds.map { $0 / median } }
  }

  /// The conditions, one small grey line each: n, method, machine.
  public var subtitle: [String]
  /// From top to bottom.
  public var cells: [Cell]
  /// Of the groups; `nil`: in order.
  public var looks: ArchitectureLooks?
  /// What else has to be said, at the bottom.
  public var notes: [String]

  /// The rounds of several cells.
  public init(
    subtitle: [String], cells: [Cell], looks: ArchitectureLooks? = nil, notes: [String] = []
  ) {
    self.subtitle = subtitle
    self.cells = cells
    self.looks = looks
    self.notes = notes
  }

  /// The cells with something to draw.
  var usable: [Cell] {
    cells.filter { cell in
      cell.median.isFinite && cell.median > 0 && cell.seconds.contains { $0.isFinite }
    }
  }
}
