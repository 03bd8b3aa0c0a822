import Foundation

/// The standard normal distribution.
enum Normal {
  /// P(Z <= z), exact to rounding in the lower tail.
  static func cumulative(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  /// The z with P(Z <= z) = `share`, by bisection; infinite at 0 and 1.
  static func quantile(_ share: Double) -> Double {
    guard share > 0 else { return -.infinity }
    guard share < 1 else { return .infinity }
    // In the lower half, where `cumulative` loses no digits.
    guard share <= 0.5 else { return -quantile(1 - share) }
    var low = -40.0
    var high = 0.0
    while true {
      let middle = (low + high) / 2
      guard middle > low && middle < high else { return middle }
      if cumulative(middle) < share { low = middle } else { high = middle }
    }
  }
}
