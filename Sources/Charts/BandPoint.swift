/// How far a curve may lie off, at one x.
public struct BandPoint: Sendable, Equatable {
  public var x: Double
  public var low: Double
  public var high: Double

  /// From `low` to `high` at `x`.
  public init(x: Double, low: Double, high: Double) {
    self.x = x
    self.low = low
    self.high = high
  }

  /// The same point with both ends multiplied by `factor`.
  func scaled(by factor: Double) -> BandPoint {
    BandPoint(x: x, low: low * factor, high: high * factor)
  }
}
