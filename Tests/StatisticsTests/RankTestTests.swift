import Statistics
import TestSupport
import Testing

@Suite struct RankTestTests {
  @Test func orderStatistics() throws {
    for row in try SciPy.load().orderStatistics {
      let rank = Median.rank(count: row.count, confidence: row.confidence)
      #expect(rank ?? 0 == row.rank, "\(row)")
      #expect(
        rank.map { agree(Median.coverage(count: row.count, rank: $0), row.coverage) } ?? true,
        "\(row)")
    }
  }

  @Test func signedRank() throws {
    let rows = try SciPy.load().wilcoxon
    #expect(Set(rows.map(\.method)) == ["exact", "normal"])
    for row in rows {
      let test = Wilcoxon.signedRank(row.differences)
      #expect(test.statistic == row.statistic, "\(row)")
      #expect(agree(test.probability, row.probability), "\(test) \(row)")
      #expect(test.method.rawValue == row.method, "\(row)")
    }
  }

  /// The smallest two-sided probability of n pairs is 2 / 2ⁿ.
  @Test(arguments: [(6, 0.03125), (10, 0.001953125)])
  func smallestOfPairs(count: Int, probability: Double) {
    let test = Wilcoxon.signedRank((1...count).map(Double.init))
    #expect(test.probability == probability)
  }

  @Test func noDifferences() {
    #expect(Wilcoxon.signedRank([]).probability == 1)
    #expect(Wilcoxon.signedRank([0, 0, 0]).probability == 1)
    #expect(MannWhitney.test([2, 2, 2], [2, 2]).probability == 1)
  }

  @Test func mannWhitney() throws {
    let rows = try SciPy.load().mannWhitney
    #expect(Set(rows.map(\.method)) == ["exact", "normal"])
    for row in rows {
      let test = MannWhitney.test(row.first, row.second)
      #expect(test.statistic == row.statistic, "\(row)")
      #expect(agree(test.probability, row.probability), "\(test) \(row)")
      #expect(test.method.rawValue == row.method, "\(row)")
    }
  }

  /// The smallest two-sided probabilities: 2 of (n+m)! / (n! m!) orders.
  @Test(arguments: [(5, 2.0 / 252), (6, 2.0 / 924), (7, 2.0 / 3_432)])
  func smallestOfSamples(count: Int, probability: Double) {
    let first = (0..<count).map(Double.init)
    let test = MannWhitney.test(first, first.map { $0 + 100 })
    #expect(agree(test.probability, probability, to: 1e-12))
  }

  /// The exact distribution goes over into the normal one.
  @Test func exactMeetsNormal() {
    var generator = Seeded(3)
    let first = (0..<49).map { _ in Double.random(in: 0..<1, using: &generator) }
    let second = (0..<51).map { _ in Double.random(in: 0.1..<1.1, using: &generator) }
    let exact = MannWhitney.test(first, second)
    // One tie more, and the normal distribution is used.
    let tied = MannWhitney.test(first + [5], second + [5])
    #expect(exact.method == .exact && tied.method == .normal)
    #expect(abs(exact.probability - tied.probability) < 0.01)
  }

  @Test func shift() throws {
    for row in try SciPy.load().shift {
      let shift = MannWhitney.shift(from: row.first, to: row.second)
      #expect(agree(shift.estimate, row.estimate, to: 1e-12), "\(row)")
      #expect(shift.interval == (row.rank > 0 ? Interval(row.low, row.high) : nil), "\(row)")
    }
  }

  /// Every rank against a sorted list of all differences, negative, equal and zero ones too.
  @Test func largeShifts() throws {
    var generator = Seeded(4)
    let first = (0..<300).map { _ in Double.random(in: -1..<1, using: &generator) }
    let second = first.map { $0 + 0.25 } + [0, 0, 1e300, -1e-300]
    let shift = MannWhitney.shift(from: first, to: second)
    let all = first.flatMap { one in second.map { $0 - one } }.sorted()
    #expect(shift.estimate == (all[all.count / 2 - 1] + all[all.count / 2]) / 2)
    let interval = try #require(shift.interval)
    #expect(interval.contains(0.25) && interval.width < 0.25)
  }

  @Test func holm() throws {
    for row in try SciPy.load().holm {
      for (found, expected) in zip(Holm.adjusted(row.probabilities), row.adjusted) {
        #expect(agree(found, expected, to: 1e-12))
      }
    }
    #expect(Holm.adjusted([]) == [])
    // Holm 1979 by hand: 0.01·4, 0.015·3, 0.02·2 raised to the one before, 0.04.
    let adjusted = Holm.adjusted([0.01, 0.04, 0.015, 0.02])
    for (found, expected) in zip(adjusted, [0.04, 0.045, 0.045, 0.045]) {
      #expect(agree(found, expected, to: 1e-12))
    }
  }

  @Test func quantiles() throws {
    for row in try SciPy.load().quantiles {
      for (share, value) in zip(row.shares, row.values) {
        #expect(abs(Quantile.of(row.sample, at: share) - value) < 1e-12)
      }
    }
  }

  @Test func theFixtureNamesItsSource() throws {
    let fixture = try SciPy.load()
    #expect(fixture.scipy == "1.17.1" && fixture.numpy == "2.4.6" && fixture.seed > 0)
  }
}
