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
    machine: String = machine, records: String, _ body: (HistoryRun) throws -> Void
  ) throws {
    try inHistoryFolder { folder in
      try Data(machine.utf8).write(to: URL(fileURLWithPath: folder + "/machine.json"))
      try Data(records.utf8).write(to: URL(fileURLWithPath: folder + "/records.jsonl"))
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
