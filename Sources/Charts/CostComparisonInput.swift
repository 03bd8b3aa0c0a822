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
  /// Architectures, models or both; the first is divided by the second where there are two.
  public var candidates: [String]
  /// From top to bottom.
  public var rows: [Row]
  public var notes: [String]

  /// The costs of `candidates` at one length.
  public init(
    quantity: CostQuantity, length: Double, subtitle: [String] = [], candidates: [String],
    rows: [Row], notes: [String] = []
  ) {
    self.quantity = quantity
    self.length = length
    self.subtitle = subtitle
    self.candidates = candidates
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

  /// The first over the second of two candidates; of more, the dearest over the cheapest.
  func ratio(in row: Row) -> Double? {
    if candidates.count == 2 {
      guard let first = value(0, in: row), let second = value(1, in: row) else { return nil }
      return first / second
    }
    let values = values(in: row)
    guard values.count > 1, let most = values.max(), let least = values.min() else { return nil }
    return most / least
  }
}
