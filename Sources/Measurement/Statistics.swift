/// Statistics of small samples that assume no distribution.
public enum Statistics {
  /// The middle value, or the mean of the two middle ones.
  ///
  /// O(n log n); the sample isn't empty.
  public static func median(_ sample: [Double]) -> Double {
    let sorted = sample.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// An interval that covers the median with at least 95% confidence, by order statistics.
  ///
  /// The interval [x₍ᵣ₎, x₍ₙ₊₁₋ᵣ₎] misses the median with probability 2 P(B < r), B binomial with n
  /// and 1/2 (David and Nagaraja, Order Statistics, section 7.1). Below six values no such interval
  /// exists; then it is the range of the sample.
  public static func medianInterval(_ sample: [Double]) -> ClosedRange<Double> {
    let sorted = sample.sorted()
    let rank = medianIntervalRank(count: sorted.count) ?? 1
    return sorted[rank - 1]...sorted[sorted.count - rank]
  }

  /// The rank r of the interval's lower end, counted from 1; `nil` when there is no 95% interval.
  static func medianIntervalRank(count: Int) -> Int? {
    var probability = 1.0
    for _ in 0..<count { probability /= 2 }
    var below = 0.0
    var rank: Int?
    for candidate in 1...max(1, (count + 1) / 2) {
      // `below` is P(B < candidate); `probability` P(B = candidate - 1).
      below += probability
      guard 2 * below <= 0.05 else { break }
      rank = candidate
      probability *= Double(count - candidate + 1) / Double(candidate)
    }
    return rank
  }
}
