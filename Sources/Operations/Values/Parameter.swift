/// A learned matrix by name and shape; an engine holds its values.
public struct Parameter: Hashable, Sendable {
  /// What a parameter is for: rules that cost a model by its parameters count some kinds only.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A matrix that rows are multiplied with.
    case matrix
    /// A matrix that chooses among experts.
    case router
    case bias
    /// Gain or shift of a norm.
    case norm
    /// The table of tokens.
    case embedding
    /// The tables of positions and token types.
    case position
    /// The matrix of the vocabulary product, where it isn't the table of tokens.
    case vocabulary
    /// The rows that a recurrent memory starts from.
    case memory
    /// A narrow matrix that is trained beside a frozen one.
    case adapter
  }

  /// How random values are drawn when there is no checkpoint.
  public enum Distribution: Hashable, Sendable {
    /// Mean `mean`, the given standard deviation.
    case uniform(mean: Float, standardDeviation: Float)
  }

  /// Unique within a model, such as `layers.0.feed-forward.up.weight`.
  public let name: String
  public let kind: Kind
  public let shape: Shape
  public let distribution: Distribution
  /// Which of a layer's experts it belongs to, if any.
  public let expert: Int?

  public init(
    _ name: String, _ kind: Kind, rows: Int, columns: Int, mean: Float = 0,
    standardDeviation: Float, expert: Int? = nil
  ) {
    self.name = name
    self.kind = kind
    self.expert = expert
    self.shape = Shape(rows: rows, columns: columns)
    self.distribution = .uniform(mean: mean, standardDeviation: standardDeviation)
  }

  /// How many numbers it holds.
  public var count: UInt128 { UInt128(shape.rows) * UInt128(shape.columns) }
}
