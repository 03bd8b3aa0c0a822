/// What a test on ranks found.
public struct RankTest: Codable, Hashable, Sendable {
  public enum Method: String, Codable, Sendable {
    /// From the distribution of the statistic under the hypothesis.
    case exact
    /// From a normal distribution, corrected for ties and continuity.
    case normal
  }

  /// The sum of the positive differences' ranks (Wilcoxon), or the first sample's U (Mann-Whitney).
  public let statistic: Double
  /// The probability, on both sides, of a statistic at least as far from its mean.
  public let probability: Double
  public let method: Method

  /// Two-sided by the normal distribution: half a step towards the mean corrects for continuity.
  static func normal(_ statistic: Double, mean: Double, variance: Double) -> RankTest {
    let distance = max(0, abs(statistic - mean) - 0.5)
    let probability =
      variance > 0 ? min(1, 2 * Normal.cumulative(-distance / variance.squareRoot())) : 1
    return RankTest(statistic: statistic, probability: probability, method: .normal)
  }
}
