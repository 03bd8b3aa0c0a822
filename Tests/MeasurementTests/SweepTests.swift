import Measurement
import Testing

/// The plan and the runner on invented cells: no time passes here but the one the test makes pass.
@Suite struct SweepTests {
  private static func estimate(
    _ architecture: String, _ segments: Int, seconds: Double, bytes: Int = 1000
  ) -> SweepPlan.Estimate {
    let setting = Cell.Setting(model: "m", layers: 1, dtype: "f32", mask: "full", threads: 2)
    return SweepPlan.Estimate(
      cell: Cell(
        architecture: architecture, segments: segments, positions: 512 * segments,
        setting: setting),
      usefulFlops: 1_000_000, seconds: seconds, bytes: bytes)
  }

  /// One second a segment for RMT, a quarter second a squared segment for full attention.
  private let estimates = [1, 2, 4, 8, 16, 32, 64].flatMap { segments in
    [
      estimate("rmt", segments, seconds: Double(segments), bytes: 1000),
      estimate(
        "full", segments, seconds: 0.25 * Double(segments * segments), bytes: 1000 * segments),
    ]
  }

  private func limits(_ budget: Double, memory: Int = 1_000_000) -> SweepPlan.Limits {
    SweepPlan.Limits(budget: budget, memoryBytes: memory, rounds: 9)
  }

  @Test func recurrentCellsComeFirstAndFullAttentionStops() {
    let plan = SweepPlan(estimates, limits: limits(300), favoured: ["rmt"])
    for entry in plan.entries where entry.estimate.cell.architecture == "rmt" {
      #expect(entry.rounds > 0)
    }
    let full = plan.entries.filter { $0.estimate.cell.architecture == "full" }
    #expect(full.first { $0.estimate.cell.segments == 16 }?.rounds ?? 0 > 0)
    // 256 s and 1024 s are more than what 127 s of RMT leave of 80% of 300 s.
    for segments in [32, 64] {
      let entry = full.first { $0.estimate.cell.segments == segments }
      guard case .skip(let reason) = entry?.decision else {
        Issue.record("\(segments) segments should be skipped")
        continue
      }
      #expect(reason.hasPrefix("budget: one pass is expected to take"))
    }
    #expect(plan.expectedSeconds <= 300)
  }

  /// However cheap it is, and whatever the limits.
  @Test func aCellThatCannotBeRunIsSkipped() {
    var estimates = estimates
    estimates[0].obstacle = "positions: there are too few"
    let plan = SweepPlan(estimates, limits: limits(1e6), favoured: ["rmt"])
    #expect(plan.entries.map(\.rounds).filter { $0 == 0 }.count == 1)
    let entry = plan.entries.first { $0.estimate.obstacle != nil }
    #expect(entry?.decision == .skip(reason: "positions: there are too few"))
  }

  @Test(arguments: [1.0, 10, 100, 1000, 100_000])
  func theBudgetIsKept(budget: Double) {
    let plan = SweepPlan(estimates, limits: limits(budget), favoured: ["rmt"])
    #expect(plan.expectedSeconds <= budget)
    #expect(plan.entries.allSatisfy { $0.rounds <= 9 })
    // A cheaper cell is never visited less often than a dearer one of the same architecture.
    for name in ["rmt", "full"] {
      let rounds = plan.entries.filter { $0.estimate.cell.architecture == name }.map(\.rounds)
      #expect(rounds == rounds.sorted(by: >))
    }
  }

  @Test func memoryLimit() {
    let plan = SweepPlan(estimates, limits: limits(1e9, memory: 8000), favoured: [])
    for entry in plan.entries {
      let fits = entry.estimate.bytes <= 8000
      #expect((entry.rounds > 0) == fits)
      if case .skip(let reason) = entry.decision { #expect(reason.hasPrefix("memory: ")) }
    }
    #expect(plan.expectedBytes == 8000)
  }

  /// Runs a plan on a clock that the visits themselves move.
  private func run(
    budget: Double, slower: Double = 1, check: @escaping (Cell) throws -> Double = { _ in 1e-7 },
    failing: Set<Int> = []
  ) -> (records: [CellRecord], seconds: Double) {
    final class Clock { var now = 0.0 }
    struct Broken: Error, CustomStringConvertible { let description = "it broke" }
    let clock = Clock()
    let estimates = estimates
    let plan = SweepPlan(estimates, limits: limits(budget), favoured: ["rmt"])
    let subject = SweepRunner.Subject(check: check, tolerance: 1e-5) { cell in
      if failing.contains(cell.segments) { throw Broken() }
      let seconds = slower * (estimates.first { $0.cell == cell }?.seconds ?? 0)
      clock.now += seconds
      return SweepRunner.Visit(seconds: seconds, peakResidentBytes: 7)
    }
    var runner = SweepRunner(plan, subject: subject) { clock.now }
    var generator = SystemRandomNumberGenerator()
    runner.run(plan.schedule(using: &generator)) { _ in }
    return (runner.records, clock.now)
  }

  @Test func everyCellHasARecord() {
    let (records, seconds) = run(budget: 300)
    #expect(Set(records.map(\.cell)) == Set(estimates.map(\.cell)))
    #expect(records.count == estimates.count)
    #expect(seconds <= 300)
    for record in records {
      switch record.outcome {
      case .measured(let timing):
        #expect(!timing.seconds.isEmpty && timing.checkedError == 1e-7)
        #expect(timing.interval.contains(timing.median))
      case .skipped(let reason): #expect(reason.hasPrefix("budget: "))
      case .failed: Issue.record("nothing fails here")
      }
    }
  }

  /// A machine three times slower than predicted: the budget holds all the same.
  @Test func wrongPredictions() {
    let (records, seconds) = run(budget: 300, slower: 3)
    #expect(seconds <= 300)
    #expect(records.contains { $0.timing != nil })
    #expect(records.contains { $0.timing == nil })
  }

  /// Every round visits each of its cells once, and the first goes from small to large.
  @Test func schedule() {
    let plan = SweepPlan(estimates, limits: limits(1000), favoured: ["rmt"])
    var generator = SystemRandomNumberGenerator()
    let schedule = plan.schedule(using: &generator)
    for (index, entry) in plan.entries.enumerated() {
      let rounds = schedule.filter { $0.entry == index }.map(\.round)
      #expect(rounds == Array(1...max(entry.rounds, 1)).prefix(entry.rounds).map { $0 })
    }
    let first = schedule.prefix { $0.round == 1 }.map { plan.entries[$0.entry].estimate.seconds }
    #expect(first == first.sorted())
    #expect(schedule.map(\.round) == schedule.map(\.round).sorted())
  }

  @Test func aFailingCellIsARowAndTheSweepGoesOn() {
    let (records, _) = run(budget: 300, failing: [4])
    for record in records where record.cell.segments == 4 {
      #expect(record.outcome == .failed("it broke"))
    }
    #expect(records.contains { $0.cell.segments == 8 && $0.timing != nil })
  }

  @Test func aWrongResultIsNotStored() {
    let (records, _) = run(budget: 300, check: { $0.architecture == "full" ? 0.01 : 1e-7 })
    for record in records where record.cell.architecture == "full" {
      #expect(record.timing == nil)
    }
    let reasons = records.compactMap { record in
      if case .failed(let reason) = record.outcome { reason } else { nil }
    }
    #expect(!reasons.isEmpty)
    for reason in reasons { #expect(reason.contains("reference")) }
    #expect(records.contains { $0.cell.architecture == "rmt" && $0.timing != nil })
  }
}
