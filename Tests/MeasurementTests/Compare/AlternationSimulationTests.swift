import Statistics
import Testing

@testable import Measurement

/// How often the engine is right on a machine whose truth is known.
@Suite struct AlternationSimulationTests {
  /// Of 40 comparisons of a build with itself at most 2 may call any cell changed.
  @Test func sameBuildRaisesNoAlarm() {
    let results = (1...40).map { SimulatedMachine(seed: $0).compare() }
    let alarms = results.filter { $0.cells.contains { $0.verdict.isChange } }
    #expect(alarms.count <= 2)
    #expect(results.allSatisfy { $0.cells.allSatisfy { $0.failure == nil } && $0.blocks >= 9 })
  }

  /// A slowdown of 5 % in one cell is found there at least 19 times of 20, and nowhere else.
  @Test func plantedFivePercentAreFound() {
    let results = (101...120).map {
      SimulatedMachine(seed: $0, slowdowns: ["rmt:4": 0.05]).compare()
    }
    let found = results.filter { result in
      result.cells.allSatisfy { ($0.name == "rmt:4") == ($0.verdict == .regressed) }
        && result.cells.allSatisfy { $0.verdict != .improved }
    }
    #expect(found.count >= 19)
  }

  /// A slowdown as large as the band is never called unchanged or improved.
  @Test func plantedTwoPercentAreNeverCalledUnchanged() {
    let verdicts = (201...220).map { seed in
      SimulatedMachine(seed: seed, slowdowns: ["rmt:4": 0.02]).compare().cells
        .first { $0.name == "rmt:4" }?.verdict
    }
    #expect(verdicts.allSatisfy { $0 == .regressed || $0 == .inconclusive })
  }
}
