#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How a range goes from its lower end to its upper.
enum SweepStep: Equatable {
  /// Each value is the one before times a whole factor, at least 2.
  case times(Int)
  /// As `times`, with a factor above 1; values are rounded to the nearest whole number.
  case timesFraction(Double)
  /// Each value is the one before plus this, at least 1.
  case plus(Int)
  /// So many values, at least 2, evenly spaced on a logarithmic scale, both ends among them.
  case points(Int)

  /// The values from `lower` up to but without `upper`; `nil` when they are more than `limit`.
  ///
  /// Values may repeat. `lower` is at most `upper`.
  func values(from lower: Int, below upper: Int, limit: Int) -> [Int]? {
    guard limit >= 0 else { return nil }
    switch self {
    case .times(let factor):
      return Self.values(from: lower, below: upper, limit: limit) { value in
        let (next, overflow) = value.multipliedReportingOverflow(by: factor)
        return overflow ? upper : next
      }
    case .plus(let difference):
      return Self.values(from: lower, below: upper, limit: limit) { value in
        let (next, overflow) = value.addingReportingOverflow(difference)
        return overflow ? upper : next
      }
    case .timesFraction(let factor):
      return Self.rounded(below: upper, limit: limit) { Double(lower) * pow(factor, Double($0)) }
    case .points(let count):
      guard count - 1 <= limit else { return nil }
      let ratio = Double(upper) / Double(lower)
      return Self.rounded(below: upper, limit: limit) { index in
        index < count - 1
          ? Double(lower) * pow(ratio, Double(index) / Double(count - 1)) : .infinity
      }
    }
  }

  private static func values(
    from lower: Int, below upper: Int, limit: Int, next: (Int) -> Int
  ) -> [Int]? {
    var values: [Int] = []
    var value = lower
    while value < upper {
      guard values.count < limit else { return nil }
      values.append(value)
      value = next(value)
    }
    return values
  }

  private static func rounded(
    below upper: Int, limit: Int, value: (Int) -> Double
  ) -> [Int]? {
    var values: [Int] = []
    for index in 0... {
      let exact = value(index).rounded()
      guard exact < Double(upper) else { break }
      guard values.count < limit else { return nil }
      values.append(Int(exact))
    }
    return values
  }
}
