#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How many of a mixture's experts a batch is taken to reach, and so to read.
public enum ExpertsTouched: String, Hashable, Sendable, CaseIterable {
  /// All positions choose the same: k.
  case least
  /// Each position chooses k of E with equal probability and whatever the others do:
  /// E·(1 − (1 − k/E)^T) for T positions.
  case expected
  /// No two positions choose the same while there are others: min(E, k·T).
  case most

  /// Experts that are read, a mean where it is expected.
  ///
  /// - Parameters:
  ///   - count: E, the experts there are.
  ///   - chosen: k, the experts that a position chooses.
  ///   - positions: T, the positions that are processed together, at least 1.
  public func experts(of count: Int, chosen: Int, positions: Double) -> Double {
    switch self {
    case .least: Double(min(chosen, count))
    case .expected:
      Double(count) * (1 - pow(1 - Double(chosen) / Double(count), max(1, positions)))
    case .most: min(Double(count), Double(chosen) * max(1, positions))
    }
  }
}
