import Foundation

/// Intervals by drawing from the sample again and again, with replacement.
///
/// Efron and Tibshirani, An Introduction to the Bootstrap, chapters 13 and 14.
public enum Bootstrap {
  public enum Method: String, Codable, Sendable {
    /// Between quantiles of the resampled statistic.
    case percentile
    /// The same with quantiles shifted for bias and skewness: BCa, second-order accurate.
    case biasCorrected
  }

  /// An interval for a statistic of a sample; `nil` of fewer than two values.
  ///
  /// `statistic` must take samples of n - 1 values too (the jackknife's, for BCa). The same
  /// generator gives the same interval. O(resamples · (n + statistic) + resamples log resamples).
  public static func interval(
    of sample: [Double], resamples: Int = 10_000, confidence: Double = 0.95,
    method: Method = .percentile, using generator: inout some RandomNumberGenerator,
    statistic: ([Double]) -> Double
  ) -> Interval? {
    guard sample.count > 1, resamples > 0 else { return nil }
    var drawn = sample
    var replicates: [Double] = []
    replicates.reserveCapacity(resamples)
    for _ in 0..<resamples {
      for place in drawn.indices {
        drawn[place] = sample[Int.random(in: 0..<sample.count, using: &generator)]
      }
      replicates.append(statistic(drawn))
    }
    replicates.sort()
    let tail = (1 - confidence) / 2
    let shares =
      switch method {
      case .percentile: (tail, 1 - tail)
      case .biasCorrected: correctedShares(sample, replicates, tail, statistic)
      }
    return Interval(
      Quantile.ofSorted(replicates, at: shares.0), Quantile.ofSorted(replicates, at: shares.1))
  }

  /// The shares that BCa takes instead of `tail` and 1 - `tail` (equation 14.10).
  ///
  /// The bias is where the statistic itself falls among its replicates, an equal one counting half;
  /// the acceleration the skewness of the statistic with each value left out in turn.
  private static func correctedShares(
    _ sample: [Double], _ replicates: [Double], _ tail: Double, _ statistic: ([Double]) -> Double
  ) -> (Double, Double) {
    let observed = statistic(sample)
    let below = replicates.reduce(0) { $0 + ($1 < observed ? 1 : $1 == observed ? 0.5 : 0) }
    let bias = Normal.quantile(below / Double(replicates.count))
    let leftOut = sample.indices.map { index in
      var others = sample
      others.remove(at: index)
      return statistic(others)
    }
    let mean = leftOut.reduce(0, +) / Double(leftOut.count)
    let squares = leftOut.reduce(0) { $0 + (mean - $1) * (mean - $1) }
    let cubes = leftOut.reduce(0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
    let acceleration = squares > 0 ? cubes / (6 * pow(squares, 1.5)) : 0
    func corrected(_ share: Double) -> Double {
      let z = bias + Normal.quantile(share)
      // All replicates on one side of the statistic leave nothing to correct.
      return bias.isFinite ? Normal.cumulative(bias + z / (1 - acceleration * z)) : share
    }
    return (corrected(tail), corrected(1 - tail))
  }
}
