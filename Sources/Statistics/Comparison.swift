import Foundation

/// A candidate's times against a baseline's: the logarithm of their ratio, its interval, and how
/// likely it is without any difference.
///
/// Above 0 the candidate takes longer. Everything works on logarithms, so that a ratio and its
/// inverse are equally far from 1.
public struct Comparison: Codable, Hashable, Sendable {
  /// Fewer rounds on either side say nothing: the comparison is inconclusive.
  public static let fewestRounds = Median.fewestForInterval

  public enum Pairing: String, Codable, Sendable {
    /// Both were timed next to each other in every round.
    case paired
    /// The rounds of two runs, which have nothing to do with each other.
    case unpaired
  }

  public let pairing: Pairing
  /// Rounds, the smaller number of both sides.
  public let rounds: Int
  /// The median of ln(candidate / baseline) over pairs, or over all combinations without them.
  public let logRatio: Double
  /// At least 95% by order statistics; `nil` under six rounds.
  public let interval: Interval?
  public let test: RankTest

  /// Compares pairs, each as ln(candidate / baseline) of one round; `nil` when there are none, or
  /// one isn't finite.
  ///
  /// The interval is that of the median by order statistics, not a bootstrap's: it needs no random
  /// numbers and holds its level at any number of rounds, whereas the percentile bootstrap of a
  /// median of few values is wrong more often than it says. Wilcoxon's test gives the probability.
  /// O(n log n).
  public init?(pairs: [Double]) {
    guard !pairs.isEmpty, pairs.allSatisfy(\.isFinite) else { return nil }
    pairing = .paired
    rounds = pairs.count
    logRatio = Median.of(pairs)
    interval = Median.interval(of: pairs)
    test = Wilcoxon.signedRank(pairs)
  }

  /// Compares times that don't come in pairs; `nil` unless both have some and all are positive.
  ///
  /// By the Mann-Whitney test and the interval of the shift that goes with it, at their cost.
  public init?(baseline: [Double], candidate: [Double]) {
    let times = baseline + candidate
    guard !baseline.isEmpty, !candidate.isEmpty, times.allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    let logarithms = (baseline.map { log($0) }, candidate.map { log($0) })
    let shift = MannWhitney.shift(from: logarithms.0, to: logarithms.1)
    pairing = .unpaired
    rounds = min(baseline.count, candidate.count)
    logRatio = shift.estimate
    interval = rounds < Self.fewestRounds ? nil : shift.interval
    test = MannWhitney.test(logarithms.1, logarithms.0)
  }

  /// ln(candidate / baseline) of one round; `nil` unless both are positive and finite.
  public static func logRatio(baseline: Double, candidate: Double) -> Double? {
    guard baseline > 0, candidate > 0, baseline.isFinite, candidate.isFinite else { return nil }
    return log(candidate / baseline)
  }

  /// The candidate's time for 1 of the baseline's.
  public var ratio: Double { exp(logRatio) }
  public var ratioInterval: Interval? { interval?.map { exp($0) } }

  /// The fewest pairs with which Wilcoxon's test can reach `level` after Holm's correction over so
  /// many cells.
  ///
  /// Of n pairs the smallest probability is 2 / 2ⁿ. In a run of 6 rounds only a single cell can be
  /// found to have changed; 26 cells take 11.
  public static func fewestRounds(cells: Int, level: Double = 0.05) -> Int {
    var rounds = fewestRounds
    while Double(cells) * scalbn(2, -rounds) > level { rounds += 1 }
    return rounds
  }
}
