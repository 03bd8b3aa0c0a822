import Text

/// FLOPs in a second beside the machine's measured peak.
public enum MeasuredRate {
  /// Nothing is more than so many times as fast as the peak, which may have been measured while others
  /// had most of the machine: 321 GFLOP/s stood beside a peak of 144 of the same few minutes.
  static let most = 8.0
  /// Beyond so many times the peak it is said that one of the two can't be right.
  static let doubtful = 1.1

  /// Such as `131,941 GFLOP/s, 566 times the machine's measured peak of 233`.
  static func text(_ flopsPerSecond: Double, peak: Double) -> String {
    let numbers = [flopsPerSecond / 1e9, flopsPerSecond / peak, peak / 1e9]
      .map { ResolvedNumber($0).digits }
    return "\(numbers[0]) GFLOP/s, \(numbers[1]) times the machine's measured peak of \(numbers[2])"
  }
}
