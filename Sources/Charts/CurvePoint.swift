/// A point of a curve that a formula gives: a fitted law or a count.
///
/// Never a measurement.
public struct CurvePoint: Sendable, Equatable {
  public var x: Double
  public var y: Double

  /// The curve's value `y` at `x`.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
