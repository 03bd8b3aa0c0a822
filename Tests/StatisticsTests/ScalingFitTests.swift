import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct ScalingFitTests {
  private let counts = [1, 2, 4, 8, 16, 32, 64, 128, 256]

  /// Rounds of a law; the larger the size, the fewer, as under a budget.
  private func rounds(
    noise: Double, using generator: inout Seeded, shared: [Double] = [],
    law: (Double) -> Double
  ) -> [SizeRounds] {
    counts.enumerated().map { index, count in
      SizeRounds(
        positions: count,
        seconds: (0..<(index < 6 || !shared.isEmpty ? 15 : 5)).map { round in
          let disturbance = shared.isEmpty ? 0 : shared[round]
          return law(Double(count)) * (1 + noise * normal(using: &generator) + disturbance)
        })
    }
  }

  private func full(_ n: Double) -> Double { 0.005 + 0.03 * n + 0.0007 * n * n }
  private func rmt(_ n: Double) -> Double { 0.01 + 0.035 * n }

  @Test func aKnownLaw() throws {
    var generator = Seeded(30)
    let fit = try #require(
      ScalingFit(
        rounds(noise: 0.01, using: &generator, law: full), resamples: 500, using: &generator))
    #expect(fit.law.form == .quadratic)
    let intervals = try #require(fit.coefficientIntervals)
    #expect(intervals.count == 3)
    for (interval, coefficient) in zip(intervals, fit.law.coefficients) {
      #expect(interval.contains(coefficient))
    }
    #expect(fit.residuals.allSatisfy { abs($0.relative) < 0.02 })
    #expect(fit.exponentInterval == nil)
    // Between 128 and 256 segments 0.03 N + 0.0007 N² has the slope log₂(53.56 / 15.31).
    let slope = try #require(fit.slopes.last)
    #expect(slope.from == 128 && slope.to == 256)
    #expect(abs(slope.slope - log2(full(256) / full(128))) < 0.02)
    #expect(try #require(slope.interval).contains(slope.slope))
    let holdOut = try #require(fit.holdOut)
    #expect(holdOut.points.map(\.positions) == [128, 256])
    #expect(holdOut.law.form == .quadratic && holdOut.holds)
  }

  /// A power law with its exponent in its interval.
  @Test func aPower() throws {
    var generator = Seeded(31)
    let sizes = rounds(noise: 0.01, using: &generator) { 0.02 + 0.01 * pow($0, 1.6) }
    let fit = try #require(
      ScalingFit(sizes, form: .power, resamples: 300, using: &generator))
    let interval = try #require(fit.exponentInterval)
    #expect(interval.contains(fit.law.exponent) && interval.width < 0.1)
    #expect(abs(fit.law.exponent - 1.6) < 0.03)
  }

  /// Of 100 sweeps, how often intervals hold the true coefficient, a new measurement at four times
  /// the largest size, and both held-out sizes.
  @Test func coverage() throws {
    var (slopes, measurements, holdOuts) = (0, 0, 0)
    for seed in 1...100 {
      var generator = Seeded(UInt64(1000 + seed))
      let sizes = rounds(noise: 0.02, using: &generator, law: rmt)
      let fit = try #require(
        ScalingFit(sizes, form: .linear, resamples: 200, using: &generator))
      if try #require(fit.coefficientIntervals)[1].contains(0.035) { slopes += 1 }
      let prediction = fit.prediction(positions: 1024, rounds: 9, using: &generator)
      let measured = Median.of(
        (0..<9).map { _ in rmt(1024) * (1 + 0.02 * normal(using: &generator)) })
      if try #require(prediction.measurement).contains(measured) { measurements += 1 }
      #expect(try #require(prediction.law).width <= (try #require(prediction.measurement)).width)
      if try #require(fit.holdOut).holds { holdOuts += 1 }
    }
    // 95 of 100 with a standard deviation of 2.2, so 95 - 3 · 2.2; both held-out sizes together
    // 90 - 3 · 3.
    #expect(slopes >= 88, "\(slopes)")
    #expect(measurements >= 88, "\(measurements)")
    #expect(holdOuts >= 81, "\(holdOuts)")
  }

  /// With three rounds to every size the intervals still hold what they should, because sizes lend
  /// each other their spread: of 100 sweeps 95 with a standard deviation of 2.2, less some for what
  /// three rounds don't know.
  @Test func threeRounds() throws {
    let held = try (1...100).filter { seed in
      var generator = Seeded(UInt64(2000 + seed))
      let sizes = counts.map { count in
        SizeRounds(
          positions: count,
          seconds: (0..<3).map { _ in
            rmt(Double(count)) * (1 + 0.02 * normal(using: &generator))
          })
      }
      let fit = try #require(
        ScalingFit(sizes, form: .linear, resamples: 200, using: &generator))
      return try #require(fit.coefficientIntervals)[1].contains(0.035)
    }
    #expect(held.count >= 86, "\(held.count)")
  }

  /// Sizes that lie off the law by 3% whatever the rounds say: so may the next one.
  @Test func misfit() throws {
    var generator = Seeded(39)
    let sizes = rounds(noise: 0.001, using: &generator) { n in
      rmt(n) * (Int(log2(n)) % 2 == 0 ? 1.03 : 0.97)
    }
    let fit = try #require(
      ScalingFit(sizes, form: .linear, resamples: 400, using: &generator))
    let prediction = fit.prediction(positions: 1024, using: &generator)
    let (law, measurement) = (try #require(prediction.law), try #require(prediction.measurement))
    #expect(law.width < 0.01 * prediction.value)
    #expect(measurement.low < 0.97 * prediction.value && measurement.high > 1.03 * prediction.value)
  }

  /// Where the machine behaves differently beyond some size, the hold-out says so.
  @Test func aLawThatBreaks() throws {
    var generator = Seeded(33)
    let sizes = rounds(noise: 0.005, using: &generator) {
      $0 > 64 ? 1.5 * self.rmt($0) : self.rmt($0)
    }
    let fit = try #require(ScalingFit(sizes, resamples: 300, using: &generator))
    let holdOut = try #require(fit.holdOut)
    #expect(!holdOut.holds && holdOut.points.allSatisfy { $0.measured > $0.interval.high })
  }

  /// 0.005 + 0.03 N + 0.0007 N² exceeds 0.01 + 0.035 N from (0.005 + √(0.005² + 4·0.0007·0.005)) /
  /// (2·0.0007) = 8.03 on: the ninth segment.
  @Test func breakEven() throws {
    var generator = Seeded(34)
    let fits = ScalingFit.jointly(
      [
        (rounds(noise: 0.003, using: &generator, law: full), .quadratic),
        (rounds(noise: 0.003, using: &generator, law: rmt), .linear),
      ], resamples: 400, using: &generator)
    let (full, rmt) = (try #require(fits[0]), try #require(fits[1]))
    let crossing = try #require(BreakEven(of: rmt, over: full))
    #expect((8...10).contains(crossing.positions))
    let (low, high) = (try #require(crossing.low), try #require(crossing.high))
    #expect(low <= crossing.positions && crossing.positions <= high && high - low <= 6)
    #expect(crossing.never == 0)
    #expect(BreakEven(of: full, over: rmt) == nil)
    #expect(BreakEven(of: rmt, over: full, in: 1...4) == nil)
    let ratio = full.ratio(to: rmt, positions: 4096, using: &generator)
    let expected = self.full(4096) / self.rmt(4096)
    #expect(abs(ratio.value / expected - 1) < 0.05)
    #expect(try #require(ratio.measurement).contains(expected))
  }

  /// A break-even is looked for in a range: below it nothing is said, at its start it holds throughout.
  @Test func breakEvenInARange() throws {
    let points = [1, 2, 4, 8].map { (positions: $0, seconds: 0.01 * Double($0)) }
    let cheap = try #require(ScalingLaw(.linear, points: points))
    let dear = try #require(
      ScalingLaw(.linear, points: points.map { ($0.positions, 0.02 * Double($0.positions)) }))
    #expect(BreakEven.crossing(of: cheap, over: dear, in: 512...1 << 20) == 512)
    #expect(BreakEven.crossing(of: cheap, over: dear, in: 512...512) == 512)
    #expect(BreakEven.crossing(of: dear, over: cheap, in: 512...1 << 20) == nil)
  }

  /// Slopes that noise can't tell apart: some resamples never cross, and the interval is open.
  @Test func breakEvenInDoubt() throws {
    let crossings = try (1...10).compactMap { seed in
      var generator = Seeded(UInt64(40 + seed))
      let fits = ScalingFit.jointly(
        [
          (rounds(noise: 0.02, using: &generator) { 0.02 * $0 }, .linear),
          (rounds(noise: 0.02, using: &generator) { 0.1 + 0.0199 * $0 }, .linear),
        ], resamples: 200, using: &generator)
      return BreakEven(of: try #require(fits[1]), over: try #require(fits[0]))
    }
    #expect(crossings.contains { $0.never > 0.025 })
    for crossing in crossings where crossing.never > 0.03 {
      #expect(crossing.high == nil)
    }
    #expect(crossings.allSatisfy { $0.low.map { $0 > 1 } ?? true })
  }

  /// Every number of segments, one by one.
  @Test func crossings() throws {
    var generator = Seeded(35)
    for _ in 0..<50 {
      func law(_ form: ScalingLaw.Form) throws -> ScalingLaw {
        let (a, b, c) = (
          Double.random(in: 0..<1, using: &generator), Double.random(in: 0..<1, using: &generator),
          Double.random(in: 0..<0.1, using: &generator)
        )
        return try #require(
          ScalingLaw(
            form,
            points: [1, 2, 3, 4].map {
              (
                positions: $0,
                seconds: a + b * Double($0) + (form == .linear ? 0 : c * Double($0 * $0))
              )
            }))
      }
      let (cheaper, dearer) = (try law(.linear), try law(.quadratic))
      var expected: Int?
      for count in (1...500).reversed() {
        guard cheaper.seconds(positions: Double(count)) < dearer.seconds(positions: Double(count))
        else { break }
        expected = count
      }
      #expect(BreakEven.crossing(of: cheaper, over: dearer, in: 1...500) == expected)
    }
  }

  /// What disturbs a whole round disturbs both laws, and cancels from their ratio.
  @Test func jointRounds() throws {
    var generator = Seeded(36)
    let shared = (0..<15).map { _ in 0.05 * normal(using: &generator) }
    let sizes = [full, rmt].map { law in
      rounds(noise: 0.002, using: &generator, shared: shared, law: law)
    }
    let together = ScalingFit.jointly(
      [(sizes[0], .quadratic), (sizes[1], .linear)], resamples: 300, using: &generator)
    let alone = [
      ScalingFit(sizes[0], form: .quadratic, resamples: 300, using: &generator),
      ScalingFit(sizes[1], form: .linear, resamples: 300, using: &generator),
    ]
    let widths = try [together, alone].map { fits in
      let ratio = try #require(fits[0]).ratio(
        to: try #require(fits[1]), positions: 64, using: &generator)
      return try #require(ratio.law).width / ratio.value
    }
    #expect(widths[0] < widths[1] / 2)
  }

  /// Sizes in different rounds, of one round, unordered, twice, or of nonsense.
  @Test func unevenRounds() throws {
    var generator = Seeded(37)
    var sizes = rounds(noise: 0.01, using: &generator, law: rmt)
    sizes[7] = SizeRounds(positions: 128, secondsByRound: [40: rmt(128), 3: rmt(128), 17: 4.6])
    sizes[8] = SizeRounds(positions: 256, seconds: [rmt(256)])
    sizes.append(SizeRounds(positions: 1, seconds: [9, 9, 9]))
    sizes.append(SizeRounds(positions: 512, seconds: []))
    sizes.append(SizeRounds(positions: 1024, seconds: [1, -1, 1]))
    let fit = try #require(
      ScalingFit(sizes.reversed(), form: .linear, resamples: 200, using: &generator))
    #expect(fit.sizes.map(\.positions) == counts)
    #expect(fit.sizes[7].rounds == [3, 17, 40])
    // One round borrows the others' spread instead of having none.
    #expect(try #require(fit.slopes.last?.interval).width > 0.005)
    // Without a size of three rounds there is a law and no interval.
    let bare = try #require(
      ScalingFit(
        counts.map { SizeRounds(positions: $0, seconds: [rmt(Double($0))]) }, using: &generator))
    #expect(bare.law.form == .linear)
    #expect(bare.coefficientIntervals == nil && bare.slopes[0].interval == nil)
    #expect(bare.holdOut == nil)
    #expect(bare.prediction(positions: 512, using: &generator).measurement == nil)
    #expect(ScalingFit([], using: &generator) == nil)
  }

  @Test func reproducible() throws {
    var data = Seeded(38)
    let sizes = rounds(noise: 0.01, using: &data, law: rmt)
    func fit(_ seed: UInt64) throws -> ScalingFit {
      var generator = Seeded(seed)
      return try #require(ScalingFit(sizes, resamples: 100, using: &generator))
    }
    #expect(try fit(1).coefficientIntervals == fit(1).coefficientIntervals)
    #expect(try fit(1).holdOut == fit(1).holdOut)
    #expect(try fit(1).coefficientIntervals != fit(2).coefficientIntervals)
  }
}
