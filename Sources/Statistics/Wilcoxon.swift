/// Wilcoxon's signed-rank test of whether paired differences are symmetric about 0.
///
/// Wilcoxon, Biometrics Bulletin 1, 1945; Hollander, Wolfe and Chicken, Nonparametric Statistical
/// Methods, section 3.1.
public enum Wilcoxon {
  /// Up to this many differences without ties the distribution is enumerated.
  static let mostForExact = 25

  /// Tests differences, or logarithms of ratios; zeros are left out, as Wilcoxon did.
  ///
  /// Exact for at most 25 differences without ties, else normal, corrected for ties and continuity.
  /// No difference but zeros is no evidence: probability 1. O(n log n), exact O(n³).
  public static func signedRank(_ differences: [Double]) -> RankTest {
    let nonzero = differences.filter { $0 != 0 }
    let ranks = Ranks(of: nonzero.map(\.magnitude))
    var positive = 0.0
    for (difference, rank) in zip(nonzero, ranks.values) where difference > 0 { positive += rank }
    let count = nonzero.count
    if count <= mostForExact && !ranks.hasTies {
      return RankTest(
        statistic: positive, probability: exact(Int(positive), count: count), method: .exact)
    }
    let n = Double(count)
    return .normal(
      positive, mean: n * (n + 1) / 4,
      variance: n * (n + 1) * (2 * n + 1) / 24 - ranks.tieTerm / 48)
  }

  /// P on both sides: of the 2ⁿ ways to sign the ranks, those with a sum as far from the mean.
  private static func exact(_ statistic: Int, count: Int) -> Double {
    let largest = count * (count + 1) / 2
    // ways[s]: subsets of the ranks so far that sum to s; at most 2²⁵, exact in a `Double`.
    var ways = [Double](repeating: 0, count: largest + 1)
    ways[0] = 1
    for rank in stride(from: 1, through: count, by: 1) {
      for sum in stride(from: largest, through: rank, by: -1) { ways[sum] += ways[sum - rank] }
    }
    let tail = ways[...min(statistic, largest - statistic)].reduce(0, +)
    return min(1, 2 * tail / Double(1 << count))
  }
}
