/// Quantiles of a sample by linear interpolation between order statistics.
///
/// Type 7 of Hyndman and Fan (The American Statistician 50, 1996), the default of numpy and R: the
/// quantile at p lies at rank 1 + p (n - 1).
public enum Quantile {
  /// The quantile at `share`, between 0 (the smallest) and 1 (the largest).
  ///
  /// O(n log n); the sample isn't empty.
  public static func of(_ sample: [Double], at share: Double) -> Double {
    ofSorted(sample.sorted(), at: share)
  }

  /// The same of a sample in ascending order; O(1).
  static func ofSorted(_ sorted: [Double], at share: Double) -> Double {
    let position = min(max(share, 0), 1) * Double(sorted.count - 1)
    let lower = Int(position)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
  }

  /// What lies between the two quantiles that leave half of the rest on either side; `nil` of an
  /// empty sample.
  ///
  /// O(n log n).
  public static func centralInterval(of sample: [Double], confidence: Double = 0.95) -> Interval? {
    guard !sample.isEmpty else { return nil }
    let sorted = sample.sorted()
    let tail = (1 - confidence) / 2
    return Interval(ofSorted(sorted, at: tail), ofSorted(sorted, at: 1 - tail))
  }
}
