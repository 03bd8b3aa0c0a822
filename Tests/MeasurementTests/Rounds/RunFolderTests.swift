import Files
import Foundation
import Testing

@testable import Measurement

@Suite struct RunFolderTests {
  private let plan = InventedSweep.plan(
    InventedSweep.estimates.filter { $0.cell.segments < 4 }, budget: 400, rounds: .fixed(3))

  private var samples: [Sample] {
    (1...3).flatMap { round in
      ["full:2", "rmt:2", "rmt:1", "full:1"].map {
        InventedSweep.sample($0, round: round, seconds: Double(round))
      }
    }
  }

  private func bytes(_ samples: [Sample]) throws -> [UInt8] {
    try samples.flatMap { try $0.line() }
  }

  @Test func whatIsStoredIsRead() throws {
    let run = try TemporaryRun(plan)
    try run.write(bytes(samples))
    let folder = try RunFolder(reading: run.path)
    #expect(folder.samples == samples && folder.badLines.isEmpty && !folder.isFinished)
    #expect(folder.configuration.plan == plan && folder.machine == nil)
    #expect(folder.records.allSatisfy { $0.timing?.seconds == [1, 2, 3] })
    try run.write([], to: RunFolder.File.finished)
    #expect(try RunFolder(reading: run.path).isFinished)
  }

  /// Cut at every byte: nothing is lost but the torn line, and nothing comes twice.
  @Test func everyPrefix() throws {
    let run = try TemporaryRun(plan)
    let samples = samples.prefix(5)
    let lines = try samples.map { try $0.line() }
    let whole = lines.flatMap(\.self)
    var ends = [0]
    for line in lines { ends.append((ends.last ?? 0) + line.count) }
    for length in 0...whole.count {
      try run.write(whole.prefix(length))
      let ended = ends.count { $0 <= length } - 1
      // A line is whole without its end too.
      let count = ended < lines.count && length == ends[ended + 1] - 1 ? ended + 1 : ended
      let isTorn = ends[ended] < length && count == ended
      let cut = try RunFolder(reading: run.path)
      #expect(cut.samples == Array(samples.prefix(count)))
      #expect(cut.badLines.map(\.number) == (isTorn ? [count + 1] : []))
      // Opened to go on, and gone on with.
      let log = try SampleLog(path: run.samples, option: "--out")
      for sample in samples.dropFirst(count) { try log.append(sample) }
      #expect(try Data(contentsOf: URL(fileURLWithPath: run.samples)) == Data(whole))
    }
  }

  @Test func tornAndEditedLinesAreNamed() throws {
    let run = try TemporaryRun(plan)
    var text = String(decoding: try bytes(samples), as: UTF8.self).split(separator: "\n")
    text[2] = text[2].prefix(20)
    text.insert("not JSON at all", at: 4)
    text.insert(text[0], at: 6)
    text.append(contentsOf: [
      "", #"{"schema":"contextcost.sample/1"}"#,
      text[1].replacing("\"round\":1", with: "\"round\":99"),
      text[1].replacing("rmt:2", with: "rmt:77"), text[1].replacing("rmt:2", with: "rmt:-2"),
      text[2].replacing("full", with: "\u{0}\u{1B}"),
    ])
    try run.write((text.joined(separator: "\n") + "\n").utf8)
    let folder = try RunFolder(reading: run.path)
    #expect(folder.badLines.map(\.number) == [3, 5, 7, 16, 17, 18, 19, 20])
    #expect(folder.samples.count == 11)
  }

  /// A line of another version is left out like any other; a file of nothing else is refused.
  @Test func anotherVersionIsNamed() throws {
    let run = try TemporaryRun(plan)
    let other = #"{"schema":"contextcost.sample/2","cell":7}"# + "\n"
    try run.write(bytes(samples) + Array(other.utf8))
    let folder = try RunFolder(reading: run.path)
    #expect(folder.samples == samples && folder.badLines.map(\.number) == [13])
    #expect(folder.badLines[0].reason.hasPrefix("it is of schema 'contextcost.sample/2'"))
    try run.write(other.utf8)
    let error = #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
    #expect(error?.description.hasSuffix("use the program that wrote it") == true)
    try run.write(#"{"schema":"contextcost.run/9"}"#.utf8, to: RunFolder.File.configuration)
    let configuration = #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
    #expect(configuration?.description.contains("schema 'contextcost.run/9'") == true)
  }

  @Test(arguments: ["", "{", "[]", "{\"schema\":\"contextcost.run/1\"}"])
  func brokenConfigurations(text: String) throws {
    let run = try TemporaryRun(plan)
    try run.write(text.utf8, to: RunFolder.File.configuration)
    #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
  }

  /// Whole, with the right hash, and still nothing that was ever measured.
  @Test func implausibleRunsAreRefused() throws {
    let changes: [(inout RunConfiguration.Identity) -> Void] = [
      { $0.setting.layers = -1 }, { $0.setting.threads = 0 }, { $0.segmentPositions = 0 },
      { $0.segmentPositions = 256 }, { $0.segmentPositions = .max }, { $0.memorySlots = -1 },
    ]
    for change in changes {
      let run = try TemporaryRun(plan, identity: InventedSweep.identity(change))
      #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
    }
  }

  @Test func whatIsNoRunIsRefused() throws {
    let run = try TemporaryRun(plan)
    #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path + "/nowhere") }
    // A FIFO that nobody writes to.
    #expect(mkfifo(run.samples, 0o600) == 0)
    #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
    #expect(throws: OutputFolder.WriteError.self) {
      try SampleLog(path: run.samples, option: "--out")
    }
    // A plan that was edited.
    let path = "\(run.path)/\(RunFolder.File.configuration)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try run.write(
      text.replacing("\"seed\" : \"1\"", with: "\"seed\" : \"2\"").utf8,
      to: RunFolder.File.configuration)
    #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
  }

  /// Two processes at once would each measure the other's rounds.
  @Test func aFolderIsOnesOwn() throws {
    let run = try TemporaryRun(plan)
    let log = try SampleLog(path: run.samples, option: "--out")
    #expect(throws: OutputFolder.WriteError.self) {
      try SampleLog(path: run.samples, option: "--out")
    }
    try log.append(samples[0])
    #expect(try RunFolder(reading: run.path).samples.count == 1)
  }

  @Test func theNewestUnfinishedRun() throws {
    let base = FileManager.default.temporaryDirectory
      .appendingPathComponent("results-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: base) }
    let identity = InventedSweep.identity()
    #expect(RunFolder.unfinished(hash: identity.hash, in: base) == nil)
    for (name, isOther) in [("2026-1", false), ("2026-2", false), ("2026-3", true)] {
      let folder = try OutputFolder(path: "\(base)/\(name)", option: "--out")
      let configuration = RunConfiguration(
        identity: isOther ? InventedSweep.identity { $0.seed = "7" } : identity, started: "",
        command: [], plan: plan)
      try folder.write(configuration.fileContents(), to: RunFolder.File.configuration)
    }
    #expect(RunFolder.unfinished(hash: identity.hash, in: base)?.path == "\(base)/2026-2")
    try Data().write(to: URL(fileURLWithPath: "\(base)/2026-2/finished.json"))
    #expect(RunFolder.unfinished(hash: identity.hash, in: base)?.path == "\(base)/2026-1")
  }

  /// Everything that decides what is measured is in the hash, and nothing else.
  @Test func hashes() throws {
    let changes: [(inout RunConfiguration.Identity) -> Void] = [
      { $0.workload.append("--set=layers=2") }, { $0.setting.threads = 1 },
      { $0.setting.model = "n" }, { $0.modelDigest = "1" }, { $0.segmentPositions = 256 },
      { $0.memorySlots = 0 }, { $0.architectures = ["full"] }, { $0.segments = [1] },
      { $0.seed = "2" }, { $0.rounds = .untilPrecise }, { $0.budgetSeconds = 61 },
      { $0.memoryLimitBytes = 1 }, { $0.build = "release" }, { $0.commit = "d" },
      { $0.program = "1-2" }, { $0.fingerprint = "g" },
    ]
    let hashes = changes.map { InventedSweep.identity($0).hash } + [InventedSweep.identity().hash]
    #expect(Set(hashes).count == changes.count + 1)
    #expect(hashes.allSatisfy { $0.count == 16 })
    #expect(InventedSweep.identity().hash == InventedSweep.identity().hash)
    let stored = try JSONDecoder().decode(
      RunConfiguration.Identity.self, from: JSONEncoder().encode(InventedSweep.identity()))
    #expect(stored.hash == InventedSweep.identity().hash)
  }

  @Test func cellNames() {
    #expect(CellName("rmt:4")?.description == "rmt:4")
    for text in [
      "", "rmt", "rmt:", ":4", "rmt:0", "rmt:-1", "rmt:4:4", "rmt:1.5", "r mt:4", "rmt:1e3",
    ] {
      #expect(CellName(text) == nil)
    }
    #expect(CellName("rmt:10000000000") == nil)
  }
}
