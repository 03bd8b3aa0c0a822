/// All differences between a value of one sample and one of another, in order, without listing them.
///
/// Two segments of 5000 commits have 25 million.
struct PairwiseDifferences {
  private let first: [Double]
  private let second: [Double]

  /// O(n log n + m log m).
  init(from first: [Double], to second: [Double]) {
    self.first = first.sorted()
    self.second = second.sorted()
  }

  var count: Int { first.count * second.count }

  /// The difference of a rank, counted from 1.
  ///
  /// Bisection over the ordered bit patterns of `Double`, 64 steps of O(n + m).
  subscript(rank: Int) -> Double {
    guard let smallest = first.first, let largest = first.last,
      let low = second.first, let high = second.last
    else { return .nan }
    var below = Self.order(low - largest)
    var above = Self.order(high - smallest)
    while below < above {
      // The mean, rounded down, without the sum that doesn't fit.
      let middle = (below & above) + ((below ^ above) >> 1)
      if countUp(to: Self.value(middle)) >= rank { above = middle } else { below = middle + 1 }
    }
    return Self.value(below)
  }

  /// How many differences are at most `limit`.
  private func countUp(to limit: Double) -> Int {
    var total = 0
    var taken = 0
    // A larger subtrahend admits at least as many minuends.
    for subtrahend in first {
      while taken < second.count, second[taken] - subtrahend <= limit { taken += 1 }
      total += taken
    }
    return total
  }

  /// Integers in the order of the numbers: negative numbers' bit patterns count backwards.
  private static func order(_ value: Double) -> Int64 {
    let bits = Int64(bitPattern: value.bitPattern)
    return bits < 0 ? Int64.min - bits : bits
  }

  private static func value(_ order: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: order < 0 ? Int64.min - order : order))
  }
}
