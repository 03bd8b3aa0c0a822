import Measurement
import Statistics

extension CellRecord.Timing {
  /// Where the median lies: an interval from six rounds on, before that the rounds' range.
  var spread: Spread {
    let seconds = seconds
    if let interval = Median.interval(of: seconds) { return .interval(interval, confidence: 0.95) }
    guard seconds.count > 1, let range = Interval(spanning: seconds) else {
      return .unknown(reason: "1 round")
    }
    return .range(range, rounds: seconds.count)
  }

  /// This median over another's, in an interval that holds however the two depend on each other.
  ///
  /// Both medians lie in theirs together with at least 1 - 2 · (1 - confidence), by Bonferroni: with
  /// seven rounds and more each is taken at 97.5%, which leaves 95; with six at 95, which leaves 90.
  func ratio(to other: Self) -> (value: Double, spread: Spread) {
    let value = median / other.median
    func bounds(_ mine: Interval, _ others: Interval) -> Interval {
      Interval(low: mine.low / others.high, high: mine.high / others.low)
    }
    if let mine = Median.interval(of: seconds, confidence: 0.975),
      let others = Median.interval(of: other.seconds, confidence: 0.975)
    {
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
