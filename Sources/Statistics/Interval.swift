/// From one number to another, both included: where a quantity lies with a stated confidence.
public struct Interval: Codable, Hashable, Sendable {
  public let low: Double
  public let high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Between two numbers in either order.
  public init(_ one: Double, _ other: Double) {
    low = min(one, other)
    high = max(one, other)
  }

  /// From the smallest to the largest of some values: a range, with no confidence; `nil` of none.
  public init?(spanning sample: [Double]) {
    guard let low = sample.min(), let high = sample.max() else { return nil }
    self.init(low, high)
  }

  public var width: Double { high - low }
  public var halfWidth: Double { width / 2 }
  public var range: ClosedRange<Double> { low...high }

  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  public func lies(within other: Interval) -> Bool { other.low <= low && high <= other.high }

  /// Both ends through an increasing (or decreasing) function, such as from logarithms to ratios.
  public func map(_ transform: (Double) -> Double) -> Interval {
    Interval(transform(low), transform(high))
  }

  /// How far the farther end is from a value, relative to it: 0.02 says "within ±2%".
  public func relativeReach(from value: Double) -> Double {
    max(high - value, value - low) / abs(value)
  }
}
