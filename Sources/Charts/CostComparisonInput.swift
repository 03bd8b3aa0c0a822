/// What a chart of one length under several conventions is made from.
public struct CostComparisonInput: Sendable, Equatable {
  /// One convention, and what each candidate costs under it.
  public struct Row: Sendable, Equatable {
    public var convention: String
    /// In the order of the candidates; `nil` where the convention doesn't count the thing.
    public var values: [Double?]

    /// A convention's costs.
    public init(convention: String, values: [Double?]) {
      self.convention = convention
      self.values = values
    }
  }

  public var quantity: CostQuantity
  /// The length in positions.
  public var length: Double
  /// The conditions, one small grey line each.
  public var subtitle: [String]
  /// Architectures, models or both; the first is the baseline, which is divided by the others.
  public var candidates: [String]
  /// Of the candidates; `nil`: in order.
  public var looks: ArchitectureLooks?
  /// From top to bottom.
  public var rows: [Row]
  public var notes: [String]

  /// The costs of `candidates` at one length.
  public init(
    quantity: CostQuantity, length: Double, subtitle: [String] = [], candidates: [String],
    rows: [Row], looks: ArchitectureLooks? = nil, notes: [String] = []
  ) {
    self.quantity = quantity
    self.length = length
    self.subtitle = subtitle
    self.candidates = candidates
    self.looks = looks
    self.rows = rows
    self.notes = notes
  }

  /// A candidate's cost in a row, if it has a place on the axis.
  func value(_ candidate: Int, in row: Row) -> Double? {
    guard row.values.indices.contains(candidate), let value = row.values[candidate],
      Scale.log10.accepts(value)
    else { return nil }
    return value
  }

  /// The costs in a row of all candidates that have one.
  func values(in row: Row) -> [Double] { candidates.indices.compactMap { value($0, in: row) } }

  /// The baseline over each other candidate that a row has a cost for.
  func ratios(in row: Row) -> [(candidate: String, value: Double)] {
    guard let first = value(0, in: row) else { return [] }
    return candidates.indices.dropFirst().compactMap { index in
      value(index, in: row).map { (candidates[index], first / $0) }
    }
  }
}
