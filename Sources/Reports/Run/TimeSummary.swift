import Measurement
import Statistics

/// The times of a cell's rounds, as far as a run has kept them.
public struct TimeSummary: Sendable, Hashable {
  public var median: Double
  public var spread: Spread
  public var rounds: Int
  /// Seconds by the round's number; empty where only the median and its interval were stored.
  public var secondsByRound: [Int: Double]

  /// All rounds.
  ///
  /// - Parameter secondsByRound: At least one.
  public init(secondsByRound: [Int: Double]) {
    let seconds = Array(secondsByRound.values)
    self.secondsByRound = secondsByRound
    rounds = seconds.count
    median = Median.of(seconds)
    spread =
      Median.interval(of: seconds).map { .interval($0, confidence: 0.95) }
      ?? Self.range(Interval(spanning: seconds), rounds: seconds.count)
  }

  /// A median with the ends that were stored beside it.
  public init(median: Double, low: Double, high: Double, rounds: Int) {
    self.median = median
    self.rounds = rounds
    secondsByRound = [:]
    spread =
      rounds >= Median.fewestForInterval
      ? .interval(Interval(low, high), confidence: 0.95)
      : Self.range(Interval(low, high), rounds: rounds)
  }

  private static func range(_ bounds: Interval?, rounds: Int) -> Spread {
    guard let bounds, rounds > 1 else { return .unknown(reason: "1 round") }
    return .range(bounds, rounds: rounds)
  }

  /// This median over another's, in an interval that holds however the two depend on each other.
  ///
  /// Both medians lie in theirs together with at least 1 - 2 · (1 - confidence), by Bonferroni: with
  /// seven rounds and more each is taken at 97.5%, which leaves 95; stored intervals of 95% leave 90.
  public func ratio(to other: TimeSummary) -> (value: Double, spread: Spread) {
    let value = median / other.median
    func bounds(_ mine: Interval, _ others: Interval) -> Interval {
      Interval(low: mine.low / others.high, high: mine.high / others.low)
    }
    func wide(_ time: TimeSummary) -> Interval? {
      Median.interval(of: Array(time.secondsByRound.values), confidence: 0.975)
    }
    if let mine = wide(self), let others = wide(other) {
      return (value, .interval(bounds(mine, others), confidence: 0.95))
    }
    switch (spread, other.spread) {
    case (.interval(let mine, _), .interval(let others, _)):
      return (value, .interval(bounds(mine, others), confidence: 0.9))
    default:
      guard let mine = spread.bounds, let others = other.spread.bounds else {
        return (value, .unknown(reason: "a single round"))
      }
      return (value, .range(bounds(mine, others), rounds: min(rounds, other.rounds)))
    }
  }
}
