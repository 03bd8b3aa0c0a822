/// The times of one length, in positions, round by round.
public struct SizeRounds: Codable, Hashable, Sendable {
  public let positions: Int
  /// The numbers of the rounds it was measured in, ascending, and their times in the same order.
  public let rounds: [Int]
  public let seconds: [Double]

  /// A size measured in the rounds 0, 1, 2 and so on.
  public init(positions: Int, seconds: [Double]) {
    self.positions = positions
    self.seconds = seconds
    rounds = Array(seconds.indices)
  }

  /// A size measured in the rounds given: what a round measured in several cells shares, a resample keeps.
  public init(positions: Int, secondsByRound: [Int: Double]) {
    self.positions = positions
    rounds = secondsByRound.keys.sorted()
    seconds = rounds.compactMap { secondsByRound[$0] }
  }

  /// The middle of the times; there is at least one.
  public var median: Double { Median.of(seconds) }

  /// How far each round is from the median of the others, relative to it; at least two rounds.
  ///
  /// The others', because a value is its own median in one of three, and 0 says nothing of spread.
  /// Theirs varies too, so that the distances are narrowed by √((n - 1) / n). O(n log n).
  var deviations: [Double] {
    let sorted = seconds.sorted()
    let narrowing = (Double(sorted.count - 1) / Double(sorted.count)).squareRoot()
    let (low, high) = ((sorted.count - 2) / 2, (sorted.count - 1) / 2)
    return sorted.indices.map { index in
      // Ranks above `index` move down by one when it is left out.
      let others =
        (sorted[low < index ? low : low + 1] + sorted[high < index ? high : high + 1]) / 2
      return (sorted[index] / others - 1) * narrowing
    }
  }
}
