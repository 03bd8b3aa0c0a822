/// The times of one number of segments, round by round.
public struct SizeRounds: Codable, Hashable, Sendable {
  public let segments: Int
  /// The numbers of the rounds it was measured in, ascending, and their times in the same order.
  public let rounds: [Int]
  public let seconds: [Double]

  /// A size measured in the rounds 0, 1, 2 and so on.
  public init(segments: Int, seconds: [Double]) {
    self.segments = segments
    self.seconds = seconds
    rounds = Array(seconds.indices)
  }

  /// A size measured in the rounds given: what a round measured in several cells shares, a resample keeps.
  public init(segments: Int, secondsByRound: [Int: Double]) {
    self.segments = segments
    rounds = secondsByRound.keys.sorted()
    seconds = rounds.compactMap { secondsByRound[$0] }
  }

  /// The middle of the times; there is at least one.
  public var median: Double { Median.of(seconds) }

  /// How far rounds are from their median, relative to it.
  ///
  /// Widened by √(n / (n - 1)), as values lie closer to their own median than to the true one.
  var deviations: [Double] {
    let median = median
    let widening = (Double(seconds.count) / Double(max(1, seconds.count - 1))).squareRoot()
    return seconds.map { ($0 / median - 1) * widening }
  }
}
