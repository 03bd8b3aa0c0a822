import Foundation
import Processes
import Testing

@testable import Measurement

/// The parent of a sweep with processes that are invented, on a clock that their visits move.
@Suite struct SweepRunnerTests {
  private final class Clock { var now = 1.0 }

  /// What an invented process does at a cell.
  private enum Behaviour { case measure, crash, hang, babble, fail }

  private final class Invented: RoundProcess {
    private var cells: ArraySlice<CellName>
    private let round: Int
    private let clock: Clock
    private let seconds: (CellName) -> Double
    private let behaviour: (CellName, Int) -> Behaviour

    init(
      _ cells: [CellName], _ round: Int, _ clock: Clock, seconds: @escaping (CellName) -> Double,
      behaviour: @escaping (CellName, Int) -> Behaviour
    ) {
      self.cells = cells[...]
      self.round = round
      self.clock = clock
      self.seconds = seconds
      self.behaviour = behaviour
    }

    func next(within limit: Double) -> LineProcess.Event {
      guard let cell = cells.popFirst() else { return .exited(0) }
      let seconds = seconds(cell)
      var sample = InventedSweep.sample("\(cell)", round: round, seconds: seconds)
      switch behaviour(cell, round) {
      case .crash: return .signalled(9)
      case .babble: return .line(Array("hello".utf8))
      case .hang:
        clock.now += limit
        return .timedOut
      case .fail:
        sample.status = .failed
        sample.reason = "it broke"
        fallthrough
      case .measure:
        guard seconds <= limit else {
          clock.now += limit
          return .timedOut
        }
        clock.now += seconds
        return .line(sample.line.dropLast())
      }
    }

    func end() {}
  }

  private func run(
    _ plan: SweepPlan, samples: [Sample] = [], slower: Double = 1, stoppingAfter most: Int = .max,
    limits: SampleLimits? = nil,
    behaviour: @escaping (CellName, Int) -> Behaviour = { _, _ in .measure }
  ) -> (state: SweepState, samples: [Sample], seconds: Double) {
    struct Stop: Error {}
    let clock = Clock()
    clock.now = samples.compactMap(\.spentSeconds).max() ?? plan.limits.spentSeconds
    let seconds = { (cell: CellName) in
      slower * (plan.entries.first { $0.estimate.cell == cell }?.estimate.visitSeconds ?? 0)
    }
    var taken = samples
    let world = SweepRunner.World(
      start: { round in
        clock.now += plan.limits.setupSeconds
        return Invented(
          round.visits.map { plan.entries[$0.place].estimate.cell }, round.number, clock,
          seconds: seconds, behaviour: behaviour)
      }, elapsed: { clock.now }, order: plan.seededOrder(1))
    var runner = SweepRunner(
      SweepState(plan, samples: samples), limits: limits, world: world
    ) { event in
      guard case .sample(let sample, _) = event else { return }
      if taken.count >= most { throw Stop() }
      taken.append(sample)
    }
    try? runner.run()
    return (runner.state, taken, clock.now)
  }

  @Test func everyCellHasARecord() {
    let plan = InventedSweep.plan(budget: 900)
    let (state, samples, seconds) = run(plan)
    #expect(seconds <= 900)
    #expect(state.records(InventedSweep.identity()).count == plan.entries.count)
    for (entry, record) in zip(plan.entries, state.records(InventedSweep.identity())) {
      #expect((record.timing != nil) == entry.isRun)
      #expect(record.timing.map { $0.seconds.count >= 3 } ?? true)
    }
    // The largest goes first, and rounds come one after the other.
    #expect(samples.first?.cell == plan.entries.last { $0.isRun }?.estimate.cell)
    #expect(samples.map(\.round) == samples.map(\.round).sorted())
  }

  /// What can't be isn't believed because this program measured it: 10⁶ FLOPs in 1 s at a peak of 10⁵.
  @Test func ratesBeyondThePeakFail() {
    let plan = InventedSweep.plan(
      [InventedSweep.estimate("rmt", 1, seconds: 1)], budget: 900, rounds: .fixed(3))
    let limits = SampleLimits(plan, dtype: "f32", peakGigaflopsPerSecond: 1e-4)
    let (state, _, _) = run(plan, limits: limits)
    let failure = state.records(InventedSweep.identity()).first?.failure
    #expect(failure?.hasPrefix("its rate can't be") == true)
  }

  /// A machine slower or faster than predicted: the budget holds, and three rounds or none.
  @Test(arguments: [0.1, 1.5, 3, 10, 100])
  func wrongPredictions(slower: Double) {
    let plan = InventedSweep.plan(budget: 900)
    let (state, _, seconds) = run(plan, slower: slower)
    #expect(seconds <= 900 * 1.001)
    for record in state.records(InventedSweep.identity()) {
      #expect(record.timing.map { $0.seconds.count >= 3 } ?? true)
    }
    if slower < 2 {
      let rmt = state.records(InventedSweep.identity()).filter {
        $0.cell.architecture == "rmt" && $0.timing != nil
      }
      #expect(rmt.count == 7, "RMT's line reaches the end")
    }
  }

  @Test(arguments: [4, 64])
  func aCrashIsARowAndTheSweepGoesOn(segments: Int) {
    let plan = InventedSweep.plan(budget: 900)
    let cell = CellName(architecture: "rmt", segments: segments)
    for (behaviour, reason) in [
      (Behaviour.crash, "signal 9"), (.babble, "printed something else"), (.fail, "it broke"),
    ] {
      let (state, _, _) = run(plan) { name, _ in name == cell ? behaviour : .measure }
      for record in state.records(InventedSweep.identity()) where record.cell.architecture == "rmt"
      {
        if record.cell.name == cell {
          guard case .failed(let text) = record.outcome else {
            Issue.record("\(cell) should have failed")
            continue
          }
          #expect(text.contains(reason))
        } else {
          #expect(record.timing != nil)
        }
      }
    }
  }

  /// One that never comes back is stopped, and doesn't cost the others their time.
  @Test func aHangingCell() {
    let plan = InventedSweep.plan(budget: 900)
    let cell = CellName(architecture: "rmt", segments: 2)
    let (state, samples, seconds) = run(plan) { name, _ in name == cell ? .hang : .measure }
    #expect(seconds <= 900)
    #expect(samples.count { $0.cell == cell } == 1)
    let records = state.records(InventedSweep.identity())
    #expect(records.filter { $0.cell.architecture == "rmt" && $0.timing != nil }.count == 6)
  }

  /// After any number of samples, going on gives the records that there would have been.
  @Test func goingOnAfterAnySample() {
    let plan = InventedSweep.plan(
      InventedSweep.estimates.filter { $0.cell.segments < 8 }, budget: 400, rounds: .fixed(4))
    let whole = run(plan)
    let records = whole.state.records(InventedSweep.identity())
    #expect(whole.samples.count == 24)
    for count in 0...whole.samples.count {
      let stopped = run(plan, stoppingAfter: count)
      #expect(stopped.samples.count == count)
      let resumed = run(plan, samples: stopped.samples)
      #expect(resumed.state.records(InventedSweep.identity()) == records)
      #expect(resumed.samples.map(\.cell) == whole.samples.map(\.cell))
      #expect(resumed.samples.map(\.round) == whole.samples.map(\.round))
    }
  }
}
