/// A point that a paper prints or draws.
public struct PublishedPoint: Sendable, Equatable {
  public var x: Double
  public var y: Double

  /// The published value `y` at `x`.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
