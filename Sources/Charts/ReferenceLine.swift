/// A dashed grey line across a panel at one height, to compare with.
public struct ReferenceLine: Sendable, Equatable {
  public var y: Double
  public var label: String

  /// A line at height `y`.
  public init(y: Double, label: String) {
    self.y = y
    self.label = label
  }
}
