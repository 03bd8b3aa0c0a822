import Foundation
import Testing

@testable import Measurement

/// One rule for everything that is read back: history, samples, configuration and machine.
@Suite struct StoredFilesTests {
  private static let mark = "\u{FEFF}"

  private let plan = InventedSweep.plan(
    InventedSweep.estimates.filter { $0.cell.segments < 4 }, budget: 400, rounds: .fixed(3))
  private let machine = """
    {"schema": "contextcost.machine/1", "started": "2026-11-21T01:47:46Z", "command": ["bench"],
     "seed": "1", "threads": 2, "processor": "p", "cores": 2, "instruction_sets": ["AVX2"],
     "memory_bytes": 1, "cache_bytes": {"L1": 1}, "system": "s", "compiler": "Swift 6.3",
     "onednn": "2.6.3", "configuration": "release", "commit": "70b110dbe04b",
     "fingerprint": "b589bbcd", "multiply_add_peak_gflops_per_second": 0.001}
    """

  private var samples: [Sample] {
    (1...3).flatMap { round in
      ["full:2", "rmt:2", "rmt:1", "full:1"].map {
        InventedSweep.sample($0, round: round, seconds: Double(round))
      }
    }
  }

  private func text(_ samples: [Sample]) -> String {
    String(decoding: samples.flatMap(\.line), as: UTF8.self)
  }

  private func reading(_ text: String, machine: String? = nil) throws -> RunFolder {
    let run = try TemporaryRun(plan)
    try run.write(text.utf8)
    if let machine { try run.write(machine.utf8, to: RunFolder.File.machine) }
    return try RunFolder(reading: run.path)
  }

  /// What an editor on another system makes of a file changes nothing.
  @Test func marksAndLineEnds() throws {
    let text = text(samples)
    let lines = text.split(separator: "\n").map(String.init)
    for variant in [
      Self.mark + text, lines.joined(separator: "\r\n") + "\r\n", "\n\n" + text + "\n \t\r\n",
      lines.joined(separator: "\n"), Self.mark + lines.joined(separator: "\r\n\r\n"),
    ] {
      let run = try reading(variant, machine: Self.mark + machine.replacing("\n", with: "\r\n"))
      #expect(run.samples == samples && run.badLines.isEmpty)
      #expect(run.machine?.fingerprint == "b589bbcd" && run.machineProblem == nil)
    }
    let line = HistorySamples.line()
    for variant in [
      Self.mark + line, line + "\r\n", "\r\n\n" + line, Self.mark + line + "\r\n\r\n" + line,
    ] {
      let history = History(lines: Array(variant.utf8))
      #expect(history.points.count == 1 && history.skippedCount == 0)
    }
    let run = try TemporaryRun(plan)
    let path = "\(run.path)/\(RunFolder.File.configuration)"
    let stored = try String(contentsOfFile: path, encoding: .utf8)
    try run.write(
      (Self.mark + stored.replacing("\n", with: "\r\n")).utf8, to: RunFolder.File.configuration)
    #expect(try RunFolder(reading: run.path).configuration.plan == plan)
    #expect(
      RunFolder.unfinished(digest: InventedSweep.identity().digest, in: run.path + "/..") != nil)
  }

  /// A last line that an editor left without its end is a sample: going on keeps it.
  @Test func aWholeLastLineIsKept() throws {
    let run = try TemporaryRun(plan)
    let text = text(Array(samples.prefix(2)))
    try run.write(text.dropLast().utf8)
    let log = try SampleLog(path: run.samples, option: "--out")
    try log.append(samples[2])
    #expect(try RunFolder(reading: run.path).samples == Array(samples.prefix(3)))
  }

  /// A line that is there twice is one sample, a discarded one too.
  @Test func duplicatesCountOnce() throws {
    var discarded = InventedSweep.sample("rmt:2", round: 1, status: .discarded)
    discarded.spentSeconds = 3
    var again = discarded
    again.spentSeconds = 4
    let lines = [discarded, discarded, again] + samples + [samples[0], discarded]
    let run = try reading(text(lines))
    #expect(run.badLines.map(\.number) == [2, 16, 17])
    #expect(run.records.first { $0.cell.name == CellName("rmt:2") }?.discards == 2)
    #expect(run.samples.count { $0.status == .discarded } == 2)
  }

  @Test func aFieldThatIsThereTwiceIsNoValue() throws {
    let line = text([samples[0]])
    let twice = line.replacing("\"seconds\":1", with: "\"seconds\":1,\"seconds\":2")
    #expect(try reading(twice).badLines[0].reason.hasPrefix("'seconds' stands twice"))
    let spelt = machine.replacing("\"seed\"", with: "\"threads\": 4, \"\\u0073eed\"")
    #expect(
      try reading(line, machine: spelt).machineProblem?.hasPrefix("'threads' stands twice") == true)
  }

  @Test(arguments: [
    ("machine/1\"", "machine/7\"", "it is of schema 'contextcost.machine/7'"),
    ("\"fingerprint\"", "\"fingermark\"", "a field of it is missing"),
    ("{\"schema\"", "\"schema\"", "something follows the end of the JSON text"),
    ("\"cores\": 2", "\"cores\": 0", "its threads, cores or memory can't be"),
    ("second\": 0.001}", "second\": -1}", "its peak of -1.0 GFLOP/s can't be"),
    ("second\": 0.001}", "second\": 1e12}", "its peak of 1000000000000.0 GFLOP/s can't be"),
    ("second\": 0.001}", "second\": 0.001", "',' or '}' is missing"),
  ])
  func aMachineThatCannotBeReadIsSaid(old: String, new: String, reason: String) throws {
    let run = try reading(text(samples), machine: machine.replacing(old, with: new))
    #expect(run.machine == nil && run.machineProblem?.hasPrefix(reason) == true)
    #expect(run.warnings.count == 1 && run.warnings[0].contains("machine.json' is left out"))
    #expect(run.samples == samples)
  }

  // MARK: Numbers that can't be true

  /// The plan's cells are 10⁶ FLOPs and the machine's peak is 10⁶ FLOP/s: 0.1 s is 10 times as fast.
  @Test func ratesBeyondThePeakAreLeftOut() throws {
    var fast = samples
    fast[0].seconds = 0.1
    let run = try reading(text(fast), machine: machine)
    #expect(run.badLines.map(\.number) == [1])
    #expect(run.badLines[0].reason.contains("10.0 times the machine's measured peak of 0.00100"))
    // Half as fast again, 0.6 s, may be a peak that was disturbed: it is said.
    for index in fast.indices where fast[index].cell == CellName("full:2") {
      fast[index].seconds = 0.6
    }
    let doubtful = try reading(text(fast), machine: machine)
    #expect(doubtful.badLines.isEmpty)
    #expect(doubtful.doubts.contains { $0.contains("full:2 is said to reach") })
    #expect(try reading(text(samples), machine: machine).doubts.count == 1)
  }

  /// Without a machine's file the work around the sample tells.
  @Test func ratesBeyondTheCalibrationAreLeftOut() throws {
    var sample = samples[0]
    // 1.25 · 10⁵ FLOP/s, of which 10⁶ are eight times as many.
    sample.sentinels = Sentinels(
      calibrationBeforeSeconds: 0.001, calibrationAfterSeconds: 0.001,
      calibrationFastestSeconds: 0.001, calibrationFlops: 125)
    #expect(try reading(text([sample])).badLines.isEmpty)
    sample.seconds = 0.9
    #expect(try reading(text([sample])).badLines.count == 1)
  }

  @Test(
    arguments: [
      { $0.seconds = 1.1 }, { $0.passes = 2 }, { $0.residentBytes = 1 << 51 },
      { $0.checkedError = 2 }, { $0.visitSeconds = 1e12 },
      {
        $0.sentinels = Sentinels(
          calibrationBeforeSeconds: 0, calibrationAfterSeconds: 1, calibrationFastestSeconds: 1)
      },
      {
        $0.sentinels = Sentinels(
          stealShare: -1, calibrationBeforeSeconds: 1, calibrationAfterSeconds: 1,
          calibrationFastestSeconds: 1)
      },
    ] as [@Sendable (inout Sample) -> Void])
  func samplesThatContradictThemselves(change: @Sendable (inout Sample) -> Void) throws {
    var sample = samples[0]
    change(&sample)
    #expect(try reading(text([sample])).badLines.count == 1)
  }

  @Test func historiesThatCannotBe() {
    func reason(_ changes: [String: String?]) -> String {
      HistorySamples.history([HistorySamples.line(changes)]).skipped.first?.reason ?? ""
    }
    let fast: [String: String?] = ["ratio": "0.3", "low": nil, "high": nil]
    #expect(reason(fast).contains("beyond what f32 can reach"))
    #expect(reason(fast.merging(["dtype": "\"bf16\""]) { $1 }).isEmpty)
    #expect(reason(["measured": "\"2026-11-19T01:00:00Z\""]).contains("before its commit was made"))
  }

  /// All lines are of another version: that isn't an empty history.
  @Test func aHistoryOfAnotherVersionIsRefused() throws {
    try inHistoryFolder { folder in
      let file = HistoryFile(path: "\(folder)/history.jsonl", option: "--history")
      let line = HistorySamples.line(["schema": "\"contextcost.history/2\""])
      try file.append([line])
      #expect(throws: HistoryFile.Failure.self) { try file.read() }
      try file.append([HistorySamples.line()])
      #expect(try file.read().points.count == 1)
    }
  }
}
