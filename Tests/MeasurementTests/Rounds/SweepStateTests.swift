import Testing

@testable import Measurement

@Suite struct SweepStateTests {
  private let identity = InventedSweep.identity()
  private let small = [
    InventedSweep.estimate("rmt", 1, seconds: 1), InventedSweep.estimate("full", 1, seconds: 2),
  ]

  /// Measures what comes next until nothing does; a cell's seconds come from `seconds`.
  private func finish(
    _ state: inout SweepState, left: Double = 1e6, seconds: (CellName, Int) -> Double
  ) -> [Sample] {
    var samples: [Sample] = []
    let order = state.plan.seededOrder(1)
    while let round = state.next(secondsLeft: left, order: order).round {
      for visit in round.visits {
        let cell = state.plan.entries[visit.place].estimate.cell
        let sample = InventedSweep.sample(
          "\(cell)", round: round.number, seconds: seconds(cell, round.number))
        state.take(sample)
        samples.append(sample)
      }
    }
    return samples
  }

  /// A cell that has an interval within ±2 % has reached its end; one that scatters goes on.
  @Test func precisionStopsACell() {
    var state = SweepState(InventedSweep.plan(small, budget: 1000))
    let samples = finish(&state) { cell, round in
      cell.architecture == "rmt" ? 1 + 0.01 * Double(round % 2) : 1 + 0.2 * Double(round % 2)
    }
    #expect(samples.count { $0.cell.architecture == "rmt" } == 6)
    #expect(samples.count { $0.cell.architecture == "full" } > 20)
    for record in state.records(identity) {
      #expect(record.timing?.isPrecise(within: 0.02) == (record.cell.architecture == "rmt"))
    }
  }

  @Test func aFixedNumberIsFixed() {
    var state = SweepState(InventedSweep.plan(small, budget: 1000, rounds: .fixed(9)))
    #expect(finish(&state) { _, _ in 1 }.count == 18)
    // Slower than planned, but there is time.
    state = SweepState(InventedSweep.plan(small, budget: 1000, rounds: .fixed(9)))
    #expect(finish(&state) { _, _ in 50 }.count == 18)
  }

  /// The share of one that takes longer than planned is spent earlier, but not before three rounds.
  @Test func theShareIsSpent() {
    let plan = InventedSweep.plan(small, budget: 60)
    var state = SweepState(plan)
    let samples = finish(&state) { _, round in 4 + Double(round % 3) }
    for entry in plan.entries {
      let own = samples.filter { $0.cell == entry.estimate.cell }
      #expect(own.count >= 3 && own.count < entry.rounds)
    }
  }

  /// Three rounds or none: what has fewer when the time is up isn't measured.
  @Test func threeRoundsOrNone() throws {
    var state = SweepState(InventedSweep.plan(small, budget: 1000))
    for round in 1...2 {
      for cell in ["rmt:1", "full:1"] { state.take(InventedSweep.sample(cell, round: round)) }
    }
    #expect(state.records(identity).allSatisfy { $0.timing == nil })
    // Time for one of them: RMT's goes first although it is measured last.
    let step = state.next(secondsLeft: 1.8, order: state.plan.seededOrder(1))
    #expect(step.givenUp.map(\.cell.description) == ["full:1"])
    let round = try #require(step.round)
    #expect(round.number == 3 && round.visits.map(\.place) == [0])
    state.take(InventedSweep.sample("rmt:1", round: 3))
    for record in state.records(identity) {
      if record.cell.architecture == "rmt" {
        #expect(record.timing?.seconds.count == 3)
      } else {
        guard case .skipped(let reason) = record.outcome else {
          Issue.record("full attention should be skipped")
          continue
        }
        #expect(reason.hasPrefix("budget: 3 rounds of it would need"))
      }
    }
  }

  @Test func aFailedCellIsNotVisitedAgain() {
    var state = SweepState(InventedSweep.plan(small, budget: 1000))
    state.take(InventedSweep.sample("full:1", round: 1, status: .failed, reason: "it broke"))
    let samples = finish(&state) { _, round in Double(round) }
    #expect(samples.allSatisfy { $0.cell.architecture == "rmt" })
    let full = state.records(identity).first { $0.cell.architecture == "full" }
    #expect(full?.outcome == .failed("it broke"))
  }

  /// What rounds before a failure measured stands, and the failure is said.
  @Test func aLateFailure() {
    var state = SweepState(InventedSweep.plan(small, budget: 1000))
    for round in 1...3 { state.take(InventedSweep.sample("rmt:1", round: round)) }
    state.take(InventedSweep.sample("rmt:1", round: 4, status: .failed, reason: "it broke"))
    let record = state.records(identity).first { $0.cell.architecture == "rmt" }
    #expect(record?.timing?.seconds.count == 3 && record?.timing?.failure == "it broke")
  }

  @Test func aSecondSampleOfARoundIsNotNew() {
    var state = SweepState(InventedSweep.plan(small, budget: 1000))
    state.take(InventedSweep.sample("rmt:1", round: 1, seconds: 3))
    #expect(!state.isNew(InventedSweep.sample("rmt:1", round: 1)))
    #expect(state.isNew(InventedSweep.sample("rmt:1", round: 1, status: .discarded)))
    #expect(!state.isNew(InventedSweep.sample("rmt:9", round: 1)))
    #expect(!state.isNew(InventedSweep.sample("rmt:1", round: 1_000_000)))
    state.take(InventedSweep.sample("rmt:1", round: 1, seconds: 5))
    #expect(state.timing(of: 0)?.seconds == [3])
  }
}
