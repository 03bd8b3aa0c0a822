import CommandLineKit
import Statistics

/// What is known of where a number lies.
public enum Spread: Sendable, Hashable {
  /// With at least this confidence.
  case interval(Interval, confidence: Double)
  /// From the smallest to the largest of too few rounds for an interval.
  case range(Interval, rounds: Int)
  /// Nothing.
  case unknown(reason: String)

  public var bounds: Interval? {
    switch self {
    case .interval(let bounds, _), .range(let bounds, _): bounds
    case .unknown: nil
    }
  }

  /// Such as `4.95 to 5.31`, or why there is no interval.
  public func text(_ number: (Double) -> String) -> String {
    switch self {
    case .interval(let bounds, let confidence):
      let ends = "\(number(bounds.low)) to \(number(bounds.high))"
      return confidence < 0.95 ? ends + " (\(NumberFormat.percent(confidence, decimals: 0)))" : ends
    case .range(let bounds, let rounds):
      return "range of \(rounds): \(number(bounds.low)) to \(number(bounds.high))"
    case .unknown(let reason): return reason
    }
  }
}
