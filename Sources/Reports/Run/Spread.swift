import CommandLineKit
import Statistics
import Text

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

  /// Where a number that was printed with these bounds lies, such as `4.95 to 5.31`, or why that isn't
  /// known.
  public func text(_ number: ResolvedNumber) -> String {
    let ends = number.interval ?? ""
    switch self {
    case .interval(_, let confidence):
      return confidence < 0.95 ? ends + " (\(NumberFormat.percent(confidence, decimals: 0)))" : ends
    case .range(_, let rounds): return "range of \(rounds): \(ends)"
    case .unknown(let reason): return reason
    }
  }
}

extension ResolvedNumber {
  init(_ value: Double, _ spread: Spread, unit: String = "") {
    self.init(value, spread.bounds, unit: unit)
  }

  init(seconds: Double, _ spread: Spread) { self.init(seconds: seconds, spread.bounds) }

  init(_ value: Double, _ interval: Interval?, unit: String = "") {
    self.init(value, low: interval?.low, high: interval?.high, unit: unit)
  }

  init(seconds: Double, _ interval: Interval?) {
    self.init(seconds: seconds, low: interval?.low, high: interval?.high)
  }
}
