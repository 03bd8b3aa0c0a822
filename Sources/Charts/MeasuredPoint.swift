/// Something that was measured: a value, and the interval it lies in if one is known.
///
/// A measured point is data. What a fit says elsewhere is a ``CurvePoint``.
public struct MeasuredPoint: Sendable, Equatable {
  public var x: Double
  public var value: Double
  public var low: Double?
  public var high: Double?

  /// A point at `x` whose interval reaches from `low` to `high`, in the unit of `value`.
  public init(x: Double, value: Double, low: Double? = nil, high: Double? = nil) {
    self.x = x
    self.value = value
    self.low = low
    self.high = high
  }

  /// The same point with value and interval multiplied by `factor`.
  func scaled(by factor: Double) -> MeasuredPoint {
    MeasuredPoint(
      x: x, value: value * factor, low: low.map { $0 * factor }, high: high.map { $0 * factor })
  }
}
