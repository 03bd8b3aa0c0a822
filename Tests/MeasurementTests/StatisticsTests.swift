import Testing

@testable import Measurement

@Suite struct StatisticsTests {
  @Test func medians() {
    #expect(Statistics.median([3]) == 3)
    #expect(Statistics.median([9, 1, 5]) == 5)
    #expect(Statistics.median([4, 1, 3, 2]) == 2.5)
  }

  /// Ranks of the 95% interval: David and Nagaraja, Order Statistics; Conover, table A3.
  @Test(arguments: [
    (6, 1), (7, 1), (8, 1), (9, 2), (11, 2), (12, 3), (15, 4), (20, 6), (30, 10), (100, 40),
  ])
  func intervalRanks(count: Int, rank: Int) {
    #expect(Statistics.medianIntervalRank(count: count) == rank)
  }

  @Test(arguments: 1...5)
  func belowSixTheIntervalIsTheRange(count: Int) {
    #expect(Statistics.medianIntervalRank(count: count) == nil)
    let sample = (1...count).map(Double.init).shuffled()
    #expect(Statistics.medianInterval(sample) == 1...Double(count))
  }

  @Test func theIntervalHoldsTheMedian() {
    for count in 1...60 {
      let sample = (0..<count).map { _ in Double.random(in: 0..<1) }
      #expect(Statistics.medianInterval(sample).contains(Statistics.median(sample)))
    }
  }
}
