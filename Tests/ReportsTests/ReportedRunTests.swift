import CommandLineKit
import Foundation
import Testing

@testable import Reports

/// A run's folder as it is found: whole, torn, edited, of another version, or not there.
@Suite struct ReportedRunTests {
  private func inFolder<Result>(
    records: String, samples: String? = nil, machine: String? = nil,
    _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reports tests '\(UUID().uuidString)\"")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [("records.jsonl", records), ("samples.jsonl", samples), ("machine.json", machine)]
    for (name, text) in files {
      try text?.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    return try body(folder.path)
  }

  private func record(
    _ architecture: String = "full", _ segments: Int = 1, status: String = "measured",
    schema: String = "contextcost.bench/1", seconds: String = "2", model: String = "opt-125m"
  ) -> String {
    """
    {"schema":"\(schema)","architecture":"\(architecture)","segments":\(segments),\
    "positions":\(segments * 512),"model":"\(model)","layers":1,"dtype":"f32","mask":"full",\
    "threads":2,"rounds":9,"status":"\(status)","reason":null,"median_seconds":\(seconds),\
    "low_seconds":1,"high_seconds":3,"useful_flops":"8053063680","peak_resident_bytes":7,\
    "checked_error":1e-7,"predicted_seconds":null,"logits":null,"weights":"random","newer":[1]}

    """
  }

  @Test func recordsAlone() throws {
    try inFolder(records: record("rmt", 2) + record() + record("full", 2, status: "skipped")) {
      let run = try ReportedRun(folder: $0)
      #expect(run.cells.map(\.segments) == [1, 2, 2])
      #expect(run.cells.map(\.architecture) == ["full", "full", "rmt"])
      #expect(run.cells[0].time == TimeSummary(median: 2, low: 1, high: 3, rounds: 9))
      #expect(run.cells[1].outcome == .skipped("no reason was stored"))
      #expect(run.cells[0].usefulFlops == 8_053_063_680)
      #expect(run.segmentLength == 512 && run.warnings.isEmpty)
    }
  }

  /// Rounds come from the samples; a discarded one doesn't count, of one measured again the last.
  @Test func rounds() throws {
    let samples = """
      {"schema":"contextcost.sample/1","cell":"full:1","round":0,"ns":4e9,"status":"measured","disturbed":true}
      {"cell":{"architecture":"full","segments":1},"round":1,"seconds":5,"status":"measured"}
      {"cell":"full:1","round":2,"seconds":900,"status":"discarded"}
      {"cell":"full:1","round":1,"seconds":6,"status":"measured"}
      {"cell":"full:1","rou
      """
    try inFolder(records: record(), samples: samples) { folder in
      let run = try ReportedRun(folder: folder)
      #expect(run.cells[0].time?.secondsByRound == [0: 4, 1: 6])
      #expect(run.samples.map(\.seconds) == [4, 5, 900, 6])
      #expect(run.samples.map(\.isDisturbed) == [true, false, false, false])
      #expect(run.samples.map(\.isDiscarded) == [false, false, true, false])
      #expect(run.warnings.count == 1)
      #expect(run.warnings[0].contains("line 5 is torn"))
    }
  }

  @Test func leftOut() throws {
    let records = record() + "{\"torn\n" + record() + record("rmt", 1, model: "opt-1.3b")
    try inFolder(records: records) { folder in
      let run = try ReportedRun(folder: folder)
      #expect(run.cells.count == 1)
      #expect(run.warnings.map { $0.contains("line 2") } == [true, false, false])
      #expect(run.warnings[1].contains("full:1 stands there twice"))
      #expect(run.warnings[2].contains("other settings"))
    }
  }

  /// A record that says measured without a time is no measurement.
  @Test(arguments: ["0", "-1", "null"])
  func noTime(seconds: String) throws {
    try inFolder(records: record(seconds: seconds)) { folder in
      let run = try ReportedRun(folder: folder)
      #expect(run.cells[0].outcome == .failed("its record has no time above 0"))
    }
  }

  @Test func refused() throws {
    func sentence(_ records: String, machine: String? = nil) throws -> String {
      try inFolder(records: records, machine: machine) { folder in
        do {
          _ = try ReportedRun(folder: folder)
          return "none"
        } catch {
          return "\(error)"
        }
      }
    }
    #expect(try sentence(record(schema: "contextcost.bench/2")).contains("line 1"))
    #expect(try sentence(record(schema: "contextcost.bench/2")).contains("'contextcost.bench/2'"))
    #expect(try sentence("").contains("has no record"))
    #expect(try sentence("\u{0}\u{0}\n").contains("has no record"))
    #expect(
      try sentence(record(), machine: "{\"cores\":\"two\"}").contains("isn't what a run writes"))
    #expect(throws: CommandLineError.self) { try ReportedRun(folder: "/nowhere/at all") }
  }
}
