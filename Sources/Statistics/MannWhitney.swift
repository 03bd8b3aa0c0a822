/// The Mann-Whitney U test of whether one of two independent samples tends to be larger.
///
/// Mann and Whitney, Annals of Mathematical Statistics 18, 1947; Hollander, Wolfe and Chicken,
/// Nonparametric Statistical Methods, sections 4.1 and 4.3.
public enum MannWhitney {
  /// Up to this product of the sizes, without ties, the distribution is enumerated.
  static let largestProductForExact = 2_500

  /// Tests two samples, neither of them empty.
  ///
  /// Exact without ties when the product of the sizes n and m is at most 2500, else normal, corrected
  /// for ties and continuity. O((n + m) log (n + m)), exact O(n² m²).
  public static func test(_ first: [Double], _ second: [Double]) -> RankTest {
    let ranks = Ranks(of: first + second)
    let n = Double(first.count)
    let m = Double(second.count)
    let rankSum = ranks.values[..<first.count].reduce(0, +)
    let statistic = rankSum - n * (n + 1) / 2
    if !ranks.hasTies && first.count * second.count <= largestProductForExact {
      let below = cumulative(first.count, second.count)
      let nearer = Int(min(statistic, n * m - statistic))
      return RankTest(
        statistic: statistic, probability: min(1, 2 * below[nearer]), method: .exact)
    }
    let total = n + m
    return .normal(
      statistic, mean: n * m / 2,
      variance: n * m / 12 * (total + 1 - ranks.tieTerm / (total * (total - 1))))
  }

  /// By how much the second sample is larger than the first, with an interval.
  ///
  /// The median of all n·m differences (Hodges and Lehmann), and those whose ranks the U test would
  /// just not reject: [D₍ᵣ₎, D₍ₙₘ₊₁₋ᵣ₎] with 2 P(U < r) within what the confidence leaves. Assumes
  /// that the second is the first shifted. The interval is `nil` when the samples are too small for
  /// it. O((n + m) log (n + m)) and, for up to 2500 differences, O(n² m²).
  public static func shift(
    from first: [Double], to second: [Double], confidence: Double = 0.95
  ) -> (estimate: Double, interval: Interval?) {
    let differences = PairwiseDifferences(from: first, to: second)
    let count = differences.count
    let middle = (differences[(count + 1) / 2] + differences[count / 2 + 1]) / 2
    guard
      let rank = intervalRank(first.count, second.count, miss: (1 - confidence) / 2)
    else { return (middle, nil) }
    return (middle, Interval(differences[rank], differences[count + 1 - rank]))
  }

  /// The largest r with P(U < r) <= `miss`; `nil` when there is none.
  private static func intervalRank(_ n: Int, _ m: Int, miss: Double) -> Int? {
    var rank = 0
    if n * m <= largestProductForExact {
      let below = cumulative(n, m)
      // `below[r - 1]` is P(U < r).
      while rank < n * m / 2, below[rank] <= miss { rank += 1 }
    } else {
      let product = Double(n) * Double(m)
      let deviation = (product * Double(n + m + 1) / 12).squareRoot()
      rank = Int((product / 2 + 0.5 + Normal.quantile(miss) * deviation).rounded(.down))
    }
    return rank > 0 ? rank : nil
  }

  /// P(U <= 0), P(U <= 1), … P(U <= nm) without ties.
  ///
  /// The largest of all values is the first sample's with probability n/(n+m), and then above all m
  /// of the second: P(u; n, m) = n/(n+m) P(u - m; n-1, m) + m/(n+m) P(u; n, m-1).
  private static func cumulative(_ n: Int, _ m: Int) -> [Double] {
    let width = n * m + 1
    // rows[j][u] is P(u; i, j) for the i at hand; with an empty sample U is 0.
    var rows = [[Double]](repeating: [1] + [Double](repeating: 0, count: width - 1), count: m + 1)
    for i in stride(from: 1, through: n, by: 1) {
      for j in stride(from: 1, through: m, by: 1) {
        let ofFirst = Double(i) / Double(i + j)
        var next = [Double](repeating: 0, count: width)
        for u in 0...(i * j) {
          let above = u >= j ? rows[j][u - j] : 0
          next[u] = ofFirst * above + (1 - ofFirst) * rows[j - 1][u]
        }
        rows[j] = next
      }
    }
    var sum = 0.0
    return rows[m].map { probability in
      sum += probability
      return sum
    }
  }
}
