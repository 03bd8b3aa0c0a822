import Statistics
import TestSupport
import Testing

@Suite struct MedianTests {
  @Test func medians() {
    #expect(Median.of([3]) == 3)
    #expect(Median.of([9, 1, 5]) == 5)
    #expect(Median.of([4, 1, 3, 2]) == 2.5)
  }

  /// Ranks of the 95% interval: David and Nagaraja, Order Statistics; Conover, table A3.
  @Test(arguments: [
    (6, 1), (7, 1), (8, 1), (9, 2), (11, 2), (12, 3), (15, 4), (20, 6), (30, 10), (100, 40),
  ])
  func intervalRanks(count: Int, rank: Int) {
    #expect(Median.rank(count: count) == rank)
  }

  /// 1 - 2 P(B < r) in percent, from the binomial coefficients.
  @Test(arguments: [
    (6, 1, 96.9), (9, 2, 96.1), (12, 3, 96.1), (15, 4, 96.5), (20, 6, 95.9), (30, 10, 95.7),
  ])
  func coverage(count: Int, rank: Int, percent: Double) {
    #expect((Median.coverage(count: count, rank: rank) * 1000).rounded() / 10 == percent)
  }

  @Test(arguments: 0...5)
  func belowSixThereIsNoInterval(count: Int) {
    #expect(Median.rank(count: count) == nil)
    #expect(Median.interval(of: (0..<count).map(Double.init)) == nil)
  }

  @Test func theIntervalHoldsTheMedian() throws {
    var generator = Seeded(1)
    for count in 6...60 {
      let sample = (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) }
      #expect(try #require(Median.interval(of: sample)).contains(Median.of(sample)))
    }
  }

  /// Of six values the range, of nine without the outermost.
  @Test func intervalsOfKnownValues() {
    #expect(Median.interval(of: [5, 1, 4, 2, 6, 3]) == Interval(1, 6))
    #expect(Median.interval(of: [5, 1, 4, 2, 6, 3, 9, 8, 7]) == Interval(2, 8))
    // 99% takes eight values: 1 - 2/256 is more, 1 - 2/128 less.
    #expect(Median.rank(count: 7, confidence: 0.99) == nil)
    #expect(Median.rank(count: 8, confidence: 0.99) == 1)
  }

  /// 2^-n is no `Double` any more; the normal approximation gives n/2 - 0.98 √n.
  @Test(arguments: [2_000, 10_000, 1_000_000])
  func manyValues(count: Int) throws {
    let rank = try #require(Median.rank(count: count))
    let n = Double(count)
    #expect(abs(Double(rank) - (n / 2 - 0.98 * n.squareRoot())) < 2)
    #expect((0.95..<0.96).contains(Median.coverage(count: count, rank: rank)))
  }

  /// numpy.quantile([1, 2, 4, 8], [0, 0.25, 0.5, 0.9, 1]).
  @Test(arguments: [(0, 1), (0.25, 1.75), (0.5, 3), (0.9, 6.8), (1, 8)])
  func quantiles(share: Double, value: Double) {
    #expect(abs(Quantile.of([8, 1, 4, 2], at: share) - value) < 1e-12)
  }

  @Test func reach() {
    #expect(abs(Interval(0.99, 1.03).relativeReach(from: 1) - 0.03) < 1e-12)
    #expect(Interval(2, 1) == Interval(1, 2))
    #expect(Interval(spanning: []) == nil)
    #expect(Interval(spanning: [3, 1, 2]) == Interval(1, 3))
  }
}
