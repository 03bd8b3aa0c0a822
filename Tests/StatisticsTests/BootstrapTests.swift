import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct BootstrapTests {
  private static func mean(_ sample: [Double]) -> Double {
    sample.reduce(0, +) / Double(sample.count)
  }

  private static func variance(_ sample: [Double]) -> Double {
    let mean = mean(sample)
    return sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sample.count - 1)
  }

  /// Against 200,000 resamples of scipy, with 20,000.
  ///
  /// How much an end varies with so many is in the fixture; four standard deviations are allowed,
  /// and a tenth for scipy's own.
  @Test func againstSciPy() throws {
    var generator = Seeded(20)
    for row in try SciPy.load().bootstrap {
      let statistic = row.statistic == "mean" ? Self.mean : Self.variance
      for (method, expected, spread) in [
        (Bootstrap.Method.percentile, row.percentile, row.percentileSpread),
        (.biasCorrected, row.biasCorrected, row.biasCorrectedSpread),
      ] {
        let interval = try #require(
          Bootstrap.interval(
            of: row.sample, resamples: 20_000, method: method, using: &generator,
            statistic: statistic))
        #expect(abs(interval.low - expected[0]) < 4.4 * spread[0], "\(method)")
        #expect(abs(interval.high - expected[1]) < 4.4 * spread[1], "\(method)")
      }
    }
  }

  /// Of 500 samples each, how many intervals hold the true mean.
  ///
  /// 95% of 500 are 475 with a standard deviation of 4.9; the bootstrap of 30 normal values, whose
  /// scale is estimated with n instead of n - 1, is a little too narrow: 460 ± 3 · 4.9 are allowed.
  @Test(arguments: [Bootstrap.Method.percentile, .biasCorrected])
  func coverage(method: Bootstrap.Method) {
    var generator = Seeded(21)
    let held = (0..<500).filter { _ in
      let sample = (0..<30).map { _ in normal(using: &generator) }
      let interval = Bootstrap.interval(
        of: sample, resamples: 300, method: method, using: &generator, statistic: Self.mean)
      return interval?.contains(0) ?? false
    }
    #expect((460 - 15...490).contains(held.count), "\(held.count)")
  }

  /// Why medians get their interval by order statistics: of seven values it holds its level, and
  /// the bootstrap's misses more than twice as often as it says.
  @Test func mediansOfFewValues() {
    var generator = Seeded(22)
    let samples = 2_000
    var (ordered, bootstrapped) = (0, 0)
    for _ in 0..<samples {
      let sample = (0..<7).map { _ in laplace(using: &generator) }
      if Median.interval(of: sample)?.contains(0) ?? false { ordered += 1 }
      let interval = Bootstrap.interval(
        of: sample, resamples: 200, using: &generator, statistic: Median.of)
      if interval?.contains(0) ?? false { bootstrapped += 1 }
    }
    // 1 - 2/2⁷ are 98.4%; the standard deviation of both counts is at most 10.
    #expect(ordered >= samples * 95 / 100)
    #expect(bootstrapped < samples * 90 / 100)
  }

  @Test func reproducible() {
    let sample = [0.31, 0.41, 0.59, 0.26, 0.53, 0.58, 0.97, 0.93]
    func interval(_ seed: UInt64) -> Interval? {
      var generator = Seeded(seed)
      return Bootstrap.interval(
        of: sample, resamples: 500, using: &generator, statistic: Self.mean)
    }
    #expect(interval(1) == interval(1))
    #expect(interval(1) != interval(2))
  }

  @Test func degenerateSamples() {
    var generator = Seeded(1)
    func interval(_ sample: [Double], _ method: Bootstrap.Method) -> Interval? {
      Bootstrap.interval(
        of: sample, resamples: 100, method: method, using: &generator, statistic: Self.mean)
    }
    for method in [Bootstrap.Method.percentile, .biasCorrected] {
      #expect(interval([], method) == nil)
      #expect(interval([1], method) == nil)
      #expect(interval([2, 2, 2], method) == Interval(2, 2))
    }
  }
}
