import Foundation
import Testing

@testable import Measurement

@Suite struct SweepPlanTests {
  @Test func recurrentCellsComeFirstAndFullAttentionStops() {
    let plan = InventedSweep.plan(budget: 900)
    for entry in plan.entries where entry.estimate.cell.architecture == "rmt" {
      #expect(entry.rounds >= 3)
    }
    let full = plan.entries.filter { $0.estimate.cell.architecture == "full" }
    #expect(full.first { $0.estimate.cell.segments == 8 }?.rounds ?? 0 >= 3)
    // Three rounds of 256 s and 1024 s are more than what is left of 900 s.
    for segments in [32, 64] {
      let entry = full.first { $0.estimate.cell.segments == segments }
      #expect(entry?.rounds == 0)
      #expect(entry?.reason?.hasPrefix("budget: 3 rounds of it would need") == true)
    }
  }

  /// However cheap it is, and whatever the limits.
  @Test func aCellThatCannotBeRunIsSkipped() {
    var estimates = InventedSweep.estimates
    estimates[0].obstacle = "positions: there are too few"
    let plan = InventedSweep.plan(estimates, budget: 1e6)
    #expect(plan.entries.filter { !$0.isRun }.map(\.reason) == ["positions: there are too few"])
  }

  @Test(
    arguments: [1.0, 10, 100, 1000, 100_000], [RoundLimits.untilPrecise, .fixed(1), .fixed(5)])
  func theBudgetIsKept(budget: Double, rounds: RoundLimits) {
    let plan = InventedSweep.plan(budget: budget, rounds: rounds)
    #expect(plan.entries.contains { $0.isRun } ? plan.expectedSeconds <= budget : budget <= 100)
    for entry in plan.entries {
      #expect(entry.rounds == 0 || rounds.minimum...rounds.maximum ~= entry.rounds)
      #expect((entry.reason == nil) == entry.isRun)
      #expect(entry.shareSeconds >= Double(entry.rounds) * entry.estimate.visitSeconds * 0.999)
    }
    #expect(plan.entries.reduce(0) { $0 + $1.shareSeconds } <= budget)
    // A cheaper cell is visited at least as often as a dearer one of the same architecture, but for
    // the one round more that what others leave may pay.
    for name in ["rmt", "full"] {
      let rounds = plan.entries.filter { $0.estimate.cell.architecture == name }.map(\.rounds)
      for (cheaper, dearer) in zip(rounds, rounds.dropFirst()) { #expect(cheaper + 1 >= dearer) }
    }
  }

  @Test func memoryLimit() {
    let plan = InventedSweep.plan(budget: 1e9, memory: 8000)
    for entry in plan.entries {
      #expect(entry.isRun == (entry.estimate.bytes <= 8000))
      #expect(entry.isRun || entry.reason?.hasPrefix("memory: ") == true)
    }
    #expect(plan.expectedBytes == 8000)
  }

  /// Whose memory it is that a cell doesn't fit.
  @Test func memoryOfAControlGroup() {
    var limits = InventedSweep.plan(budget: 1e9).limits
    limits.memoryBytes = 0
    limits.memorySource = "what the control group leaves"
    let plan = SweepPlan(InventedSweep.estimates, limits: limits, favoured: [])
    #expect(
      plan.entries.allSatisfy {
        $0.reason?.hasSuffix("the limit is 0 MiB, of what the control group leaves") == true
      })
  }

  /// The first round goes from large to small, others are shuffled: the same with the same seed.
  @Test func order() {
    let plan = InventedSweep.plan(budget: 5000)
    let order = plan.seededOrder(1)
    let first = order(1).map { plan.entries[$0].estimate.seconds }
    #expect(first == first.sorted(by: >))
    for round in 2...plan.mostRounds {
      #expect(order(round) == plan.seededOrder(1)(round))
      #expect(
        order(round).sorted() == plan.entries.indices.filter { plan.entries[$0].rounds >= round })
    }
    let others = (2...6).map { order($0) }
    #expect(Set(others).count == 5)
    #expect(plan.seededOrder(2)(2) != order(2))
  }

  @Test func theStoredPlanIsThePlan() throws {
    let plan = InventedSweep.plan(budget: 900)
    #expect(try JSONDecoder().decode(SweepPlan.self, from: JSONEncoder().encode(plan)) == plan)
  }

  /// By the two longest lengths: in proportion is favoured, also n log n, and n² isn't.
  @Test func whatGrowsInProportionGoesFirst() {
    func estimates(_ name: String, _ seconds: (Double) -> Double) -> [SweepPlan.Estimate] {
      [64, 1, 32].map { InventedSweep.estimate(name, $0, seconds: seconds(512 * Double($0))) }
    }
    let all =
      estimates("rmt", { $0 }) + estimates("s4d", { $0 * log($0) })
      + estimates("full", { 1e3 * $0 + $0 * $0 })
    #expect(SweepPlan.growingInProportion(among: all) == ["rmt", "s4d"])
    #expect(
      SweepPlan.growingInProportion(among: [InventedSweep.estimate("full", 4, seconds: 1)])
        == ["full"])
    #expect(SweepPlan.growingInProportion(among: []).isEmpty)
  }
}
