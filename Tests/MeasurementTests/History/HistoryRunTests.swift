import Foundation
import Testing

@testable import Measurement

@Suite struct HistoryRunTests {
  private static let machine = """
    {"schema": "contextcost.machine/1", "started": "2026-11-21T01:47:46Z", "command": ["bench"],
     "seed": "1", "threads": 2, "processor": "p", "cores": 2, "instruction_sets": ["AVX2"],
     "memory_bytes": 1, "cache_bytes": {"L1": 1}, "system": "s",
     "compiler": "Swift 6.3, clang 21.0.0", "onednn": "2.6.3", "configuration": "release",
     "commit": "70b110dbe04b", "fingerprint": "b589bbcd"}
    """

  private func run(
    machine: String = machine, _ samples: [Sample], _ body: (HistoryRun) throws -> Void
  ) throws {
    let folder = try TemporaryRun(InventedSweep.plan(budget: 1e4, rounds: .fixed(9)))
    try folder.write(machine.utf8, to: RunFolder.File.machine)
    try body(HistoryRun(folder.reading(samples), log: GitLog(folder: "/proc")))
  }

  /// A sample of rmt:4, whose useful FLOPs are 10⁶; the reference kernel makes 1000 FLOPs.
  private func sample(_ round: Int, seconds: Double, calibration: Double, flops: Double? = 1000)
    -> Sample
  {
    InventedSweep.sample(
      "rmt:4", round: round, seconds: seconds,
      sentinels: Sentinels(
        calibrationBeforeSeconds: calibration * 0.9, calibrationAfterSeconds: calibration * 1.1,
        calibrationFastestSeconds: calibration, calibrationFlops: flops))
  }

  /// The machine is twice as slow in half of the rounds, the cell with it: the ratio is the same.
  @Test func timesAreRelativeToWhatStandsAroundThem() throws {
    let samples = (1...9).map { round in
      let slowness = round % 2 == 0 ? 2.0 : 1.0
      // 250,000 FLOP/s at best make 10⁶ in 4 s, and the cell takes 10 s.
      return sample(round, seconds: 10 * slowness, calibration: 0.004 * slowness)
    }
    try run(samples) { run in
      let entry = try #require(run.entries.first)
      let (low, high) = (try #require(entry.low), try #require(entry.high))
      #expect(abs(entry.ratio - 2.5) < 1e-12 && abs(low - 2.5) < 1e-12 && abs(high - 2.5) < 1e-12)
      #expect(entry.rounds == 9 && entry.commit == "70b110dbe04b" && entry.commitTime == nil)
      #expect(entry.series.cell.name == CellName("rmt:4"))
      #expect(entry.series.environment.reference == HistoryRun.reference)
      #expect(entry.series.environment.libraries == "oneDNN 2.6.3")
      #expect("\(entry.measured)" == "2026-11-21T01:47:46Z")
      #expect(run.unmeasured == 13 && run.withoutReference.isEmpty)
    }
  }

  /// A round that doesn't tell of the reference leaves its cell without a ratio.
  @Test func everyRoundHasToTell() throws {
    let samples = (1...9).map {
      sample($0, seconds: 10, calibration: 0.004, flops: $0 < 9 ? 1000 : nil)
    }
    try run(samples) { run in
      #expect(run.entries.isEmpty && run.withoutReference == [CellName("rmt:4")])
    }
  }

  @Test(arguments: [
    ("machine/1\"", "machine/7\"", "describes no machine"),
    ("70b110dbe04b", "main", "says no commit"),
    ("\"fingerprint\"", "\"fingermark\"", "describes no machine"),
    ("2026-11-21T01:47:46Z", "yesterday", "no time"),
  ])
  func aMachineThatCannotBe(old: String, new: String, reason: String) throws {
    let machine = Self.machine.replacingOccurrences(of: old, with: new)
    let error = #expect(throws: HistoryRun.Failure.self) { try run(machine: machine, []) { _ in } }
    #expect(error?.description.contains(reason) == true)
  }

  /// Cells that failed are named with their reason, also where rounds before that are kept.
  @Test func failedAndDisturbedCells() throws {
    let measured = (1...9).map { sample($0, seconds: 10, calibration: 0.004) }
    var failed = InventedSweep.sample("full:2", round: 1, status: .failed, reason: "NaN")
    failed.seconds = nil
    try run(measured + [failed]) { run in
      #expect(run.failures.map(\.cell) == [CellName("full:2")] && run.failures[0].reason == "NaN")
      #expect(run.entries.count == 1 && run.unmeasured == 12 && run.disturbed.isEmpty)
    }
    let disturbed = measured.map { sample in
      var sample = sample
      sample.isDisturbed = true
      return sample
    }
    try run(disturbed) { run in
      #expect(run.entries.isEmpty && run.disturbed == [CellName("rmt:4")])
      let log = GitLog(folder: "/proc")
      let allowed = try HistoryRun(run.folder, log: log, allowsDisturbed: true)
      #expect(allowed.entries.count == 1)
    }
  }
}
