import Foundation

/// The median of a sample and its interval, which assume no distribution.
public enum Median {
  /// Fewer values have no interval of 95%: the range of five misses the median in 1 of 16 samples.
  public static let fewestForInterval = 6

  /// The middle value, or the mean of the two middle ones.
  ///
  /// O(n log n); the sample isn't empty.
  public static func of(_ sample: [Double]) -> Double {
    ofSorted(sample.sorted())
  }

  /// The same of a sample in ascending order; O(1).
  static func ofSorted(_ sorted: [Double]) -> Double {
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// An interval that covers the median with at least this confidence, by order statistics.
  ///
  /// The interval [x₍ᵣ₎, x₍ₙ₊₁₋ᵣ₎] misses the median with probability 2 P(B < r), B binomial with n
  /// and 1/2 (David and Nagaraja, Order Statistics, section 7.1); r is the largest that keeps it
  /// within what is allowed. `nil` when even the range of the sample doesn't. O(n log n).
  public static func interval(of sample: [Double], confidence: Double = 0.95) -> Interval? {
    guard let rank = rank(count: sample.count, confidence: confidence) else { return nil }
    let sorted = sample.sorted()
    return Interval(sorted[rank - 1], sorted[sorted.count - rank])
  }

  /// The rank r of the interval's lower end, counted from 1; `nil` when no interval reaches the
  /// confidence.
  ///
  /// O(n).
  public static func rank(count: Int, confidence: Double = 0.95) -> Int? {
    var tail = BinomialTail(count: count)
    var rank = 0
    while rank < count / 2, 2 * tail.next() <= 1 - confidence { rank += 1 }
    return rank > 0 ? rank : nil
  }

  /// The probability that [x₍ᵣ₎, x₍ₙ₊₁₋ᵣ₎] holds the median of a continuous distribution; O(r).
  public static func coverage(count: Int, rank: Int) -> Double {
    var tail = BinomialTail(count: count)
    var below = 0.0
    for _ in 0..<rank { below = tail.next() }
    return 1 - 2 * below
  }
}

/// P(B < 1), P(B < 2), … for B binomial with n and 1/2.
private struct BinomialTail {
  private let count: Int
  private var taken = 0
  /// The binomial coefficient to come and the sum of those before it, both times 2^-`scale`:
  /// 2^-n itself is no `Double` above n = 1074.
  private var coefficient = 1.0
  private var sum = 0.0
  private var scale = 0

  init(count: Int) {
    self.count = count
  }

  mutating func next() -> Double {
    sum += coefficient
    taken += 1
    coefficient *= Double(count - taken + 1) / Double(taken)
    if coefficient > 0x1p500 {
      coefficient *= 0x1p-500
      sum *= 0x1p-500
      scale += 500
    }
    return scalbn(sum, scale - count)
  }
}
