import Files
import Foundation
import Testing
import Text

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

  private func bytes(_ samples: [Sample]) -> [UInt8] {
    samples.flatMap(\.line)
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
    let lines = samples.map(\.line)
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
    var text = String(decoding: bytes(samples), as: UTF8.self).split(separator: "\n")
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
    let other = #"{"schema":"contextcost.sample/1","cell":7}"# + "\n"
    try run.write(bytes(samples) + Array(other.utf8))
    let folder = try RunFolder(reading: run.path)
    #expect(folder.samples == samples && folder.badLines.map(\.number) == [13])
    #expect(folder.badLines[0].reason.hasPrefix("it is of schema 'contextcost.sample/1'"))
    try run.write(other.utf8)
    let error = #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
    #expect(error?.description.hasSuffix("use the program that wrote it") == true)
    try run.write(#"{"schema":"contextcost.run/9"}"#.utf8, to: RunFolder.File.configuration)
    let configuration = #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
    #expect(configuration?.description.contains("schema 'contextcost.run/9'") == true)
  }

  @Test(arguments: ["", "{", "[]", "{\"schema\":\"contextcost.bench/2\"}"])
  func brokenConfigurations(text: String) throws {
    let run = try TemporaryRun(plan)
    try run.write(text.utf8, to: RunFolder.File.configuration)
    #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
  }

  /// Whole, with the right hash, and still nothing that was ever measured.
  @Test func implausibleRunsAreRefused() throws {
    let changes: [(inout RunConfiguration.Identity) -> Void] = [
      { $0.setting.layers = -1 }, { $0.setting.threads = 0 }, { $0.segmentPositions = 0 },
      { $0.segmentPositions = 256 }, { $0.segmentPositions = .max },
      { $0.setting.memorySlots = -1 },
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
    #expect(RunFolder.unfinished(digest: identity.digest, in: base) == nil)
    for (name, isOther) in [("2026-1", false), ("2026-2", false), ("2026-3", true)] {
      let folder = try OutputFolder(path: "\(base)/\(name)", option: "--out")
      let configuration = RunConfiguration(
        identity: isOther ? InventedSweep.identity { $0.seed = 7 } : identity, started: "",
        command: [], plan: plan)
      try folder.write(configuration.fileContents(), to: RunFolder.File.configuration)
    }
    #expect(RunFolder.unfinished(digest: identity.digest, in: base)?.path == "\(base)/2026-2")
    try Data().write(to: URL(fileURLWithPath: "\(base)/2026-2/finished.json"))
    #expect(RunFolder.unfinished(digest: identity.digest, in: base)?.path == "\(base)/2026-1")
  }

  /// Everything that decides what is measured is in the digest, and nothing else.
  @Test func digests() throws {
    let changes: [(inout RunConfiguration.Identity) -> Void] = [
      { $0.setting.threads = 1 }, { $0.setting.model = "n" }, { $0.setting.modelDigest = "1" },
      { $0.setting.device = "d" }, { $0.setting.ranks = 2 }, { $0.setting.memorySlots = 0 },
      { $0.setting.logits = "all" }, { $0.setting.weights = "folder" },
      { $0.setting.others = ["later": .null] }, { $0.model = .string("other") },
      { $0.stacks = ["hybrid": .null] }, { $0.segmentPositions = 256 },
      { $0.architectures = ["full"] }, { $0.segments = [1] }, { $0.seed = 2 },
      { $0.rounds = .untilPrecise }, { $0.budgetSeconds = 61 }, { $0.memoryLimitBytes = 1 },
      { $0.build = "release" }, { $0.commit = "d" }, { $0.program = "1-2" },
      { $0.fingerprint = "g" }, { $0.others = ["later": .boolean(true)] },
    ]
    let identities = changes.map { InventedSweep.identity($0) } + [InventedSweep.identity()]
    #expect(Set(identities.map(\.digest)).count == changes.count + 1)
    for identity in identities {
      #expect(identity.digest.count == 16)
      #expect(try RunConfiguration.Identity(json: identity.json) == identity)
    }
    let cells = ["rmt:1", "rmt:2", "full:1"].compactMap { CellName($0).map(InventedSweep.cell) }
    #expect(Set(cells.map(\.digest)).count == 3)
  }

  /// As it was stored before there were the fields that may be left out: the same run as one that has
  /// them with their defaults.
  private static let old = """
    {"architectures": ["full", "rmt"], "budget_seconds": 60, "build": "debug", "commit": "c",
     "fingerprint": "f", "model": {"name": "m"}, "rounds": {"maximum": 3, "minimum": 3},
     "seed": "1", "segment_positions": 512, "segments": [1, 2],
     "setting": {"device": "cpu", "dtype": "f32", "layers": 1, "mask": "full",
                 "memory_slots": 10, "model": "m", "model_digest": "0", "threads": 2}}
    """

  private func json(_ text: String) throws -> ParsedJSON {
    try JSONReader.value(of: Array(text.utf8), limits: JSONLimits(depth: 8, values: 100))
  }

  @Test func aFieldWithADefaultKeepsOldRuns() throws {
    let stored = try json(Self.old)
    let old = try RunConfiguration.Identity(json: stored)
    #expect(old == InventedSweep.identity() && stored.digest == InventedSweep.identity().digest)
    // Found to be gone on with, and compared.
    let run = try TemporaryRun(plan, identity: old)
    try run.write(bytes(samples))
    let folder = try RunFolder(reading: run.path)
    #expect(folder.samples == samples)
    #expect(RunFolder.unfinished(digest: stored.digest, in: run.path + "/..") != nil)
    #expect(try StoredComparison(folder, folder, acrossMachines: false).cells.count == 4)
  }

  /// What a later program says is kept, tells runs apart, and is never called the same.
  @Test func unknownFieldsAreKept() throws {
    let later = Self.old.replacing(
      "\"threads\": 2", with: "\"threads\": 2, \"page_bytes\": 4096"
    ).replacing("\"seed\"", with: "\"queue\": [\"a\"], \"seed\"")
    let stored = try json(later)
    let identity = try RunConfiguration.Identity(json: stored)
    #expect(identity.json == stored && identity.setting.others.keys.contains("page_bytes"))
    #expect(identity.digest != InventedSweep.identity().digest)
    let run = try TemporaryRun(plan, identity: identity)
    let folder = try RunFolder(reading: run.path)
    #expect(folder.configuration.identity == identity && folder.records.count == 4)
    let before = try TemporaryRun(plan)
    #expect(
      throws: StoredComparison.Obstacle.otherWork("what a later program says of page_bytes")
    ) { try StoredComparison(RunFolder(reading: before.path), folder, acrossMachines: false) }
  }

  /// A run of the first version: what it is, and the command that measures it anew.
  @Test func aRunOfTheFirstVersionIsExplained() throws {
    let run = try TemporaryRun(plan)
    try run.write(
      #"{"schema": "contextcost.run/1", "command": ["bench", "--segments", "1...4"]}"#.utf8,
      to: RunFolder.File.configuration)
    let error = #expect(throws: RunFolderError.self) { try RunFolder(reading: run.path) }
    #expect(
      error?.description.hasSuffix("measure it anew with `bench --segments 1...4`") == true)
  }

  /// A line of another run whose cell has the same name isn't this run's.
  @Test func aCellOfAnotherRunIsLeftOut() throws {
    let run = try TemporaryRun(plan)
    var foreign = samples[0]
    foreign.digest = "0123456789abcdef"
    let folder = try run.reading([foreign] + samples.dropFirst())
    #expect(folder.badLines.map(\.number) == [1])
    #expect(folder.badLines[0].reason == "its cell full:2 is another than this run's")
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
