import Foundation
import Testing

@testable import Measurement

@Suite struct HistoryRunTests {
  private static let machine = """
    {"schema": "contextcost.machine/1", "started": "2026-11-21T01:47:46Z", "cores": 2,
     "compiler": "Swift 6.3, clang 21.0.0", "onednn": "2.6.3", "configuration": "release",
     "commit": "70b110dbe04b", "fingerprint": "b589bbcd",
     "multiply_add_peak_gflops_per_second": 250.0}
    """

  private static let record = """
    {"schema":"contextcost.bench/1","architecture":"rmt","segments":4,"positions":2048,\
    "model":"opt-125m","layers":1,"dtype":"f32","mask":"full","threads":2,"rounds":9,\
    "status":"measured","reason":null,"median_seconds":0.2,"low_seconds":0.18,"high_seconds":0.25,\
    "useful_flops":"25000000000","peak_resident_bytes":1}
    """

  private func run(
    machine: String = machine, records: String, samples: String? = nil,
    _ body: (HistoryRun) throws -> Void
  ) throws {
    try inHistoryFolder { folder in
      try Data(machine.utf8).write(to: URL(fileURLWithPath: folder + "/machine.json"))
      try Data(records.utf8).write(to: URL(fileURLWithPath: folder + "/records.jsonl"))
      try samples.map {
        try Data($0.utf8).write(to: URL(fileURLWithPath: folder + "/samples.jsonl"))
      }
      try body(HistoryRun(folder: folder, log: GitLog(folder: "/proc")))
    }
  }

  /// 25 GFLOP take 0.1 s at 250 GFLOP/s; the cell took twice as long.
  @Test func ratiosAreTimesOverThePeaks() throws {
    try run(records: Self.record + "\n") { run in
      let entry = try #require(run.entries.first)
      #expect(run.entries.count == 1 && run.skipped == [] && run.unmeasured == 0)
      #expect(abs(entry.ratio - 2) < 1e-12)
      let (low, high) = (try #require(entry.low), try #require(entry.high))
      #expect(abs(low - 1.8) < 1e-12 && abs(high - 2.5) < 1e-12)
      #expect(entry.rounds == 9 && entry.commit == "70b110dbe04b" && entry.commitTime == nil)
      #expect(entry.series.cell.setting.weights == "random")
      #expect(entry.series.environment.libraries == "oneDNN 2.6.3")
      #expect("\(entry.measured)" == "2026-11-21T01:47:46Z")
    }
  }

  private func sample(_ round: Int, seconds: Double, calibration: Double, flops: Bool = true)
    -> String
  {
    """
    {"schema":"contextcost.sample/1","cell":"rmt:4","round":\(round),"order":0,"status":"measured",\
    "seconds":\(seconds),"sentinels":{"calibration_before_seconds":\(calibration * 0.9),\
    "calibration_after_seconds":\(calibration * 1.1)\(flops ? ",\"calibration_flops\":1e9" : "")}}

    """
  }

  /// The machine is twice as slow in half of the rounds, the cell with it: the ratio is the same.
  @Test func samplesAreRelativeToWhatStandsAroundThem() throws {
    let samples = (1...9).map { round in
      let slowness = round % 2 == 0 ? 2.0 : 1.0
      // 250 GFLOP/s at best, and 2.5 times the peak's time.
      return sample(round, seconds: 0.25 * slowness, calibration: 0.004 * slowness)
    }
    try run(records: Self.record, samples: samples.joined()) { run in
      let entry = try #require(run.entries.first)
      let (low, high) = (try #require(entry.low), try #require(entry.high))
      #expect([entry.ratio, low, high].allSatisfy { abs($0 - 2.5) < 1e-9 })
      #expect(entry.series.environment.reference == SampledRatios.reference)
    }
  }

  /// A run that was gone on with stores no peak of its own; its samples don't need one.
  @Test func aRunWithoutAPeak() throws {
    let machine = Self.machine.replacingOccurrences(of: "250.0", with: "null")
    let samples = (1...9).map { sample($0, seconds: 0.25, calibration: 0.004) }.joined()
    try run(machine: machine, records: Self.record, samples: samples) { run in
      #expect(run.entries.count == 1 && run.skipped == [])
    }
    try run(machine: machine, records: Self.record) { run in
      #expect(run.entries == [] && run.skipped.map(\.number) == [1])
    }
  }

  /// A round that says nothing of the reference, or is missing: the run's peak is what is left.
  @Test func samplesThatDoNotTell() throws {
    let samples = (1...9).map { sample($0, seconds: 0.25, calibration: 0.004, flops: $0 < 9) }
    try run(records: Self.record, samples: samples.joined()) { run in
      let entry = try #require(run.entries.first)
      #expect(abs(entry.ratio - 2) < 1e-12)
      #expect(entry.series.environment.reference == HistoryRun.referencePerRun)
    }
  }

  @Test func oneRoundHasNoInterval() throws {
    let record = Self.record.replacingOccurrences(of: "\"rounds\":9", with: "\"rounds\":1")
    try run(records: record) { run in
      #expect(run.entries.first?.low == nil && run.entries.first?.high == nil)
    }
  }

  @Test func whatIsNotMeasuredIsLeftOut() throws {
    let skipped = Self.record.replacingOccurrences(of: "\"measured\"", with: "\"skipped\"")
    let torn = String(Self.record.prefix(100))
    let wrong = Self.record.replacingOccurrences(of: "0.18", with: "0.21")
    let other = Self.record.replacingOccurrences(of: "bench/1", with: "bench/9")
    let records = [skipped, Self.record, "", torn, wrong, other].joined(separator: "\n")
    try run(records: records) { run in
      #expect(run.entries.count == 1 && run.unmeasured == 1)
      #expect(run.skipped.map(\.number) == [4, 5, 6])
    }
  }

  @Test(arguments: [
    ("\"contextcost.machine/1\"", "\"contextcost.machine/7\"", "is of another schema"),
    ("250.0", "0", "multiply-add peak"), ("70b110dbe04b", "main", "says no commit"),
    ("\"fingerprint\"", "\"fingermark\"", "has no 'fingerprint'"),
    ("{", "[", "describes no machine"),
    ("2026-11-21T01:47:46Z", "yesterday", "no time"),
  ])
  func aMachineThatCannotBe(old: String, new: String, reason: String) throws {
    let machine = Self.machine.replacingOccurrences(of: old, with: new)
    let error = #expect(throws: HistoryRun.Failure.self) {
      try run(machine: machine, records: Self.record) { _ in }
    }
    #expect(error?.description.contains(reason) == true)
  }

  @Test func noFolderOfARun() throws {
    try inHistoryFolder { folder in
      let log = GitLog(folder: folder)
      let error = #expect(throws: HistoryRun.Failure.self) {
        try HistoryRun(folder: folder, log: log)
      }
      #expect(error?.description.contains("\(folder)/machine.json can't be read: No such") == true)
      #expect(mkfifo(folder + "/machine.json", 0o600) == 0)
      #expect(throws: HistoryRun.Failure.self) { try HistoryRun(folder: folder, log: log) }
    }
  }
}
