/// A learned matrix by name and shape; an engine holds its values.
public struct Parameter: Hashable, Sendable {
  /// How random values are drawn when there is no checkpoint.
  public enum Distribution: Hashable, Sendable {
    /// Mean `mean`, the given standard deviation.
    case uniform(mean: Float, standardDeviation: Float)
  }

  /// Unique within a model, such as `layers.0.feed-forward.up.weight`.
  public let name: String
  public let shape: Shape
  public let distribution: Distribution

  public init(
    _ name: String, rows: Int, columns: Int, mean: Float = 0, standardDeviation: Float
  ) {
    self.name = name
    self.shape = Shape(rows: rows, columns: columns)
    self.distribution = .uniform(mean: mean, standardDeviation: standardDeviation)
  }
}
