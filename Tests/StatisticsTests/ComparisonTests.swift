import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct ComparisonTests {
  /// Cells of log-ratios with so much noise, the first one slowed down.
  private func run(
    seed: UInt64, cells: Int = 8, rounds: Int = 15, noise: Double = 0.01, slower: Double = 0,
    controlDrift: Double = 0
  ) throws -> ComparisonRun {
    var generator = Seeded(seed)
    func comparison(_ shift: Double) throws -> Comparison {
      try #require(
        Comparison(pairs: (0..<rounds).map { _ in shift + noise * laplace(using: &generator) }))
    }
    return ComparisonRun(
      cells: try (0..<cells).map {
        .init(name: "cell \($0)", comparison: try comparison($0 == 0 ? log1p(slower) : 0))
      },
      controls: [.init(name: "control", comparison: try comparison(controlDrift))])
  }

  /// 40 runs of a build against itself: at most 2 with any change, and none of this noise.
  @Test func falseAlarms() throws {
    let alarms = try (1...40).filter { try !run(seed: UInt64($0), noise: 0.02).suspects.isEmpty }
    #expect(alarms.count <= 2)
  }

  /// Without a band and without Holm one cell in 20 would be called changed; with Holm, one run.
  @Test func falseAlarmsWithoutABand() throws {
    var generator = Seeded(11)
    let runs = 400
    var (alone, corrected) = (0, 0)
    for _ in 0..<runs {
      let cells = try (0..<10).map { index in
        let pairs = (0..<15).map { _ in normal(using: &generator) }
        return ComparisonRun.Cell(
          name: "\(index)", comparison: try #require(Comparison(pairs: pairs)))
      }
      if !ComparisonRun(cells: [cells[0]], floor: NoiseBand(halfWidth: 0)).suspects.isEmpty {
        alone += 1
      }
      if !ComparisonRun(cells: cells, floor: NoiseBand(halfWidth: 0)).suspects.isEmpty {
        corrected += 1
      }
    }
    // 5% of 400 are 20; three standard deviations more are 33.
    #expect(alone <= 33 && alone > 0)
    #expect(corrected <= 33 && corrected > 0)
  }

  @Test func aSlowdownOfFivePercent() throws {
    let runs = try (1...20).map { try run(seed: UInt64($0), slower: 0.05) }
    #expect(runs.filter { $0.judgements[0].verdict == .regressed }.count >= 19)
    #expect(
      runs.allSatisfy { run in run.judgements.dropFirst().allSatisfy { !$0.verdict.isChange } })
    #expect(runs.filter { $0.verdict == .regressed }.count >= 19)
  }

  /// A difference as wide as the band isn't "unchanged" more often than the interval is wrong.
  @Test func aSlowdownOfTheBand() throws {
    let verdicts = try (1...200).map {
      try run(seed: UInt64($0), slower: 0.02).judgements[0].verdict
    }
    // The interval lies wholly below 2% in at most 2.5% of runs, 5; three deviations more are 12.
    #expect(verdicts.filter { $0 == .unchanged }.count <= 12)
    #expect(!verdicts.contains(.improved))
  }

  @Test func aSpeedUp() throws {
    let run = try run(seed: 5, slower: -0.06)
    #expect(run.judgements[0].verdict == .improved)
    #expect(run.judgements[0].doubt == nil)
    #expect(run.judgements[1].verdict == .unchanged)
    #expect(run.verdict == .improved)
  }

  @Test func aFailingControlDecidesEverything() throws {
    let run = try run(seed: 5, slower: 0.2, controlDrift: 0.05)
    #expect(run.control == .failed)
    #expect(run.judgements.allSatisfy { $0.verdict == .inconclusive })
    #expect(run.judgements.allSatisfy { $0.doubt == .controlFailed })
    #expect(run.verdict == .inconclusive && run.suspects.isEmpty)
  }

  /// A control off 0 by less than the band passes; one with too few rounds doesn't.
  @Test func controls() throws {
    func outcome(_ pairs: [Double]) throws -> ControlOutcome {
      let control = try #require(Comparison(pairs: pairs))
      return ComparisonRun(cells: [], controls: [.init(name: "", comparison: control)]).control
    }
    #expect(try outcome([0.011, 0.012, 0.013, 0.014, 0.015, 0.016]) == .passed)
    #expect(try outcome([-0.3, -0.2, 0.1, 0.2, 0.3, 0.4]) == .passed)
    #expect(try outcome([0.011, 0.012, 0.013, 0.014, 0.015, 0.03]) == .failed)
    #expect(try outcome([0, 0, 0, 0, 0]) == .failed)
    #expect(ComparisonRun(cells: []).control == .absent)
  }

  /// A cell's own control sets its band; without one, the widest does; neither under 2%.
  @Test func bands() throws {
    let wide = try #require(Comparison(pairs: [-0.1, -0.05, 0, 0, 0.05, 0.1]))
    let narrow = try #require(Comparison(pairs: [-0.001, 0, 0, 0, 0, 0.001]))
    let slower = try #require(Comparison(pairs: [0.05, 0.06, 0.07, 0.08, 0.09, 0.15]))
    let run = ComparisonRun(
      cells: ["a", "b", "c"].map { .init(name: $0, comparison: slower) },
      controls: [.init(name: "a", comparison: narrow), .init(name: "b", comparison: wide)])
    let widths = run.judgements.map(\.band.halfWidth)
    #expect(agree(widths[0], log(1.02)) && agree(widths[1], 0.1) && agree(widths[2], 0.1))
    #expect(run.control == .passed)
    // Beyond the band, but three cells of six rounds: 3 · 2 / 64 is more than 5%.
    #expect(run.judgements[0].doubt == .notSignificant)
    #expect(run.judgements[1].doubt == .acrossTheBand)
  }

  @Test func fewRounds() throws {
    let five = try #require(Comparison(pairs: [0.5, 0.5, 0.5, 0.5, 0.5]))
    let six = try #require(Comparison(pairs: [0.5, 0.51, 0.52, 0.53, 0.54, 0.55]))
    let run = ComparisonRun(
      cells: [.init(name: "five", comparison: five), .init(name: "six", comparison: six)])
    #expect(run.judgements[0].doubt == .tooFewRounds)
    #expect(run.judgements[0].adjustedProbability == nil)
    // Five rounds aren't tested, so six aren't corrected for them.
    #expect(run.judgements[1].verdict == .regressed)
    #expect(run.judgements[1].adjustedProbability == 0.03125)
    #expect(Comparison(pairs: []) == nil)
  }

  /// m · 2 / 2ⁿ <= 5%.
  @Test(arguments: [(1, 6), (2, 7), (4, 8), (6, 8), (7, 9), (26, 11)])
  func roundsForCells(cells: Int, rounds: Int) throws {
    #expect(Comparison.fewestRounds(cells: cells) == rounds)
    let slower = try #require(
      Comparison(pairs: (0..<rounds).map { 0.5 + 0.001 * Double($0) }))
    let all = (0..<cells).map { ComparisonRun.Cell(name: "\($0)", comparison: slower) }
    #expect(ComparisonRun(cells: all).suspects.count == cells)
  }

  @Test func confirmation() throws {
    let first = try run(seed: 1, slower: 0.05)
    #expect(first.suspects.map(\.name) == ["cell 0"])
    let again = try run(seed: 2, cells: 1, slower: 0.05)
    #expect(first.judgements(confirmedBy: again) == first.judgements)
    for rerun in [try run(seed: 2, cells: 1), ComparisonRun(cells: [])] {
      let judgements = first.judgements(confirmedBy: rerun)
      #expect(judgements[0].verdict == .inconclusive && judgements[0].doubt == .notConfirmed)
      #expect(judgements.dropFirst() == first.judgements.dropFirst())
    }
  }

  @Test func unpaired() throws {
    var generator = Seeded(9)
    func times(_ seconds: Double) -> [Double] {
      (0..<12).map { _ in seconds * exp(0.01 * normal(using: &generator)) }
    }
    let slower = try #require(Comparison(baseline: times(1), candidate: times(1.1)))
    #expect(slower.pairing == .unpaired && slower.rounds == 12)
    #expect(abs(slower.ratio - 1.1) < 0.02)
    #expect(NoiseBand.floor.verdict(on: try #require(slower.interval)) == .regressed)
    #expect(slower.test.probability < 0.001)
    let same = try #require(Comparison(baseline: times(1), candidate: times(1)))
    #expect(NoiseBand.floor.verdict(on: try #require(same.interval)) == .unchanged)
    #expect(Comparison(baseline: times(1), candidate: [1, 0]) == nil)
    #expect(Comparison(baseline: [], candidate: [1]) == nil)
    #expect(Comparison(baseline: times(1), candidate: [1, 1, 1, 1, 1])?.interval == nil)
  }

  /// Exchanging the builds mirrors everything.
  @Test func symmetry() throws {
    var generator = Seeded(10)
    let pairs = (0..<9).map { _ in normal(using: &generator) }
    let one = try #require(Comparison(pairs: pairs))
    let other = try #require(Comparison(pairs: pairs.map { -$0 }))
    #expect(one.logRatio == -other.logRatio)
    #expect(one.interval?.low == other.interval.map { -$0.high })
    #expect(one.test.probability == other.test.probability)
    #expect(Comparison.logRatio(baseline: 2, candidate: 3) == log(1.5))
    #expect(Comparison.logRatio(baseline: 0, candidate: 3) == nil)
  }

  @Test func coding() throws {
    let run = try run(seed: 1, slower: 0.05)
    let data = try JSONEncoder().encode(run)
    #expect(try JSONDecoder().decode(ComparisonRun.self, from: data) == run)
  }
}
