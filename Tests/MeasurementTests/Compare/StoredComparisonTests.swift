import Foundation
import Testing

@testable import Measurement

@Suite struct StoredComparisonTests {
  /// Nine rounds of one cell.
  private func run(
    factor: Double = 1, cell: String = "rmt:4", then torn: String = "",
    changing: (inout RunConfiguration.Identity) -> Void = { _ in }
  ) throws -> RunFolder {
    let plan = InventedSweep.plan(budget: 1e4, rounds: .fixed(9))
    let folder = try TemporaryRun(plan, identity: InventedSweep.identity(changing))
    let samples = (1...9).map { round in
      InventedSweep.sample(
        cell, round: round, seconds: factor * (1 + 0.001 * sin(Double(round))))
    }
    return try folder.reading(samples, then: torn)
  }

  private func compare(
    _ a: RunFolder, _ b: RunFolder, acrossMachines: Bool = false
  ) throws -> StoredComparison {
    try StoredComparison(a, b, acrossMachines: acrossMachines)
  }

  @Test func changeIsFoundWithItsInterval() throws {
    let comparison = try compare(run(), run(factor: 1.1))
    let cell = try #require(comparison.cells.first)
    #expect(comparison.verdict == .regressed && cell.name == CellName("rmt:4"))
    #expect(abs(cell.comparison.ratio - 1.1) < 1e-9)
    let interval = try #require(cell.comparison.ratioInterval)
    #expect(interval.contains(1.1) && interval.low > 1.09 && interval.high < 1.11)
    #expect(try compare(run(), run()).verdict == .unchanged)
  }

  /// What is torn or discarded is none of the rounds; the line is named.
  @Test func onlyWhatCountsIsCompared() throws {
    var discarded = InventedSweep.sample("rmt:4", round: 1, status: .discarded)
    discarded.seconds = 100
    let other = try run(
      then: String(decoding: discarded.line, as: UTF8.self) + "{\"cell\":\"rmt:4\",\"sec")
    let cell = try #require(try compare(run(), other).cells.first)
    #expect(abs(cell.comparison.ratio - 1) < 1e-9 && cell.comparison.rounds == 9)
    #expect(other.warnings.count == 1 && other.warnings[0].contains("line 11, is left out"))
  }

  @Test func otherMachinesOnlyWhenAsked() throws {
    let (a, b) = (try run(), try run { $0.fingerprint = "bbbb" })
    #expect(throws: StoredComparison.Obstacle.otherMachine("f", "bbbb")) { try compare(a, b) }
    #expect(try compare(a, b, acrossMachines: true).isAcrossMachines)
  }

  @Test func otherWorkIsRefused() throws {
    let other = try run {
      $0.setting.mask = "causal"
      $0.setting.memorySlots = 20
    }
    #expect(
      throws: StoredComparison.Obstacle.otherWork("mask full and causal, memory rows 10 and 20")
    ) { try compare(run(), other) }
  }

  @Test func nothingInCommon() throws {
    let (a, b) = (try run(), try run(cell: "full:2"))
    #expect(throws: StoredComparison.Obstacle.nothingInCommon) { try compare(a, b) }
  }

  /// Nine rounds of two cells, of which one is changed.
  private func run(changing change: (inout Sample) -> Void) throws -> RunFolder {
    let plan = InventedSweep.plan(budget: 1e4, rounds: .fixed(9))
    let samples = (1...9).flatMap { round in
      ["rmt:4", "full:2"].map { cell in
        var sample = InventedSweep.sample(
          cell, round: round, seconds: 1 + 0.001 * sin(Double(round)))
        if cell == "rmt:4" { change(&sample) }
        return sample
      }
    }
    return try TemporaryRun(plan).reading(samples)
  }

  /// Not one of its rounds, or one after four that stand: it failed, and is never unchanged.
  @Test(arguments: [1, 5])
  func failedCellsAreNamed(from round: Int) throws {
    let failed = try run { sample in
      guard sample.round >= round else { return }
      sample.status = .failed
      sample.reason = "NaN"
      sample.seconds = nil
    }
    let whole = try run { _ in }
    let rmt = try #require(CellName("rmt:4"))
    for (a, b, side) in [(whole, failed, ComparisonSide.candidate), (failed, whole, .baseline)] {
      let comparison = try compare(a, b)
      #expect(comparison.failures == [.init(cell: rmt, side: side, reason: "NaN")])
      #expect(comparison.cells.map(\.name) == [CellName("full:2")] && comparison.missing.isEmpty)
    }
    #expect(try compare(failed, failed).failures.map(\.side) == [.baseline])
  }

  @Test func whatIsNotMeasuredIsMissingWithItsReason() throws {
    let short = try run { sample in
      guard sample.round > 2 else { return }
      sample.status = .discarded
      sample.attempt = sample.round
    }
    let comparison = try compare(try run { _ in }, short)
    #expect(comparison.missing.map(\.side) == [.candidate])
    #expect(
      comparison.missing.first?.reason
        == "B hasn't measured it: not finished: measured in 2 of at least 9 rounds")
  }

  /// Every round of a side was disturbed: its times say nothing of the build.
  @Test func whollyDisturbedCellsDecideNothing() throws {
    let disturbed = try run { $0.isDisturbed = true }
    let comparison = try compare(try run { _ in }, disturbed)
    let cell = try #require(comparison.cells.first { $0.name == CellName("rmt:4") })
    #expect(cell.verdict == .inconclusive && cell.doubt == "every round of it in B was disturbed")
    #expect(comparison.verdict == .inconclusive)
    #expect(disturbed.doubts.contains { $0.hasSuffix("every round of rmt:4 was disturbed") })
  }
}
