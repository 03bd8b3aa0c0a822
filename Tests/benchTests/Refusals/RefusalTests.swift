import Foundation
import Processes
import TestSupport
import Testing

@testable import bench

/// What `bench` refuses, as a process of its own: status, one sentence, nothing on standard output.
@Suite struct RefusalTests {
  private static let program = BuiltProgram("bench")
  /// What is no value of any option but of those that name what may be anything.
  private static let nonsense = "'"
  private static let namesAnything: Set = [
    "--set", "--stack", "--weights", "--out", "--results", "--plots", "--samples", "--summary",
    "--junit", "--benchmark-json", "--baseline", "--history", "--expected", "--cell", "--against",
  ]

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeBadFiles()
    let fixtures = Repository.path + "/Tests/CheckpointsTests/Fixtures"
    try folder.link("run", to: Repository.run)
    try folder.link("history.jsonl", to: Repository.path + "/Results/history.jsonl")
    try folder.link("checkpoint", to: fixtures + "/opt-pre-ln")
    try folder.link("bert", to: fixtures + "/bert-classifier")
    try folder.link("case.safetensors", to: fixtures + "/cases/s4d.safetensors")
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/case.safetensors"))
    try folder.write(whole.prefix(5000), to: "cut.safetensors")
  }

  @Test(arguments: Refusals.all) func isRefused(_ refusal: Refusal) throws {
    if Refusals.checkpoints.contains(where: { $0.description == refusal.description }) {
      try makeCheckpoints()
    }
    #expect(refusal.problems(of: Self.program, in: folder.path) == [])
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/missing"))
  }

  /// Every option of every command has a value that it doesn't take.
  @Test func eachOptionRefusesNonsense() throws {
    var proven: Set<[String]> = []
    for option in try CommandOption.all(of: Bench.self) {
      if Self.namesAnything.contains(option.name)
        || (option.command, option.name) == ("gate", "--cells")
      {
        #expect(Refusals.all.contains { option.isRefused(by: $0, usually: "sweep") }, "\(option)")
      } else if proven.insert([option.name, option.summary]).inserted {
        #expect(option.problems(of: Self.nonsense, below: Bench.self) == [])
      }
    }
  }

  @Test func aRevisionThatIsNotThere() throws {
    for words in [
      ["init", "-q"],
      ["-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "--allow-empty", "-m", "one"],
    ] {
      try #require(ChildCommand(["git"] + words, in: folder.path).run(timeout: 60).isSuccess)
    }
    for revision in ["no-such-revision", "--help"] {
      let refusal = Refusal("gate", "--baseline=\(revision)", status: 5, says: "'\(revision)'")
      #expect(refusal.problems(of: Self.program, in: folder.path) == [])
    }
  }

  /// A segment matters to architectures that are cut into segments, and to no other.
  @Test(arguments: ["full", "s4d:states=16"])
  func aSegmentMattersToThoseThatHaveOne(architecture: String) {
    let sweep = ["--segments", "1", "--segment", "13", "--arch", architecture, "--dry-run"]
    #expect(Self.program.run(sweep, in: folder.path).status == 0)
    let cells = ["exact", "--cells", "\(architecture):1", "--segment", "13", "--callgrind", "off"]
    #expect(Self.program.run(cells, in: folder.path).status == 0)
  }

  /// Folders that hold a checkpoint but for one thing.
  private func makeCheckpoints() throws {
    let config = folder.path + "/checkpoint/config.json"
    let weights = folder.path + "/checkpoint/model.safetensors"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: weights))
    let size = withUnsafeBytes(of: UInt64(Int64.max).littleEndian) { Data($0) }
    for (name, bytes) in [
      ("cut", bytes.prefix(9999)), ("short", bytes.prefix(7)), ("endless", size + Data("{}".utf8)),
    ] {
      try folder.write(bytes, to: "\(name)/model.safetensors")
      try folder.link("\(name)/config.json", to: config)
    }
    for (name, other) in [("other", "bert-classifier"), ("shapes", "opt-post-ln-projected")] {
      try folder.write("", to: "\(name)/.keep")
      try folder.link("\(name)/config.json", to: config)
      try folder.link(
        "\(name)/model.safetensors",
        to: "\(Repository.path)/Tests/CheckpointsTests/Fixtures/\(other)/model.safetensors")
    }
    for name in ["empty", "pipe"] {
      try folder.write("", to: "\(name)/.keep")
      try folder.link("\(name)/config.json", to: config)
    }
    try #require(mkfifo(folder.path + "/pipe/model.safetensors", 0o600) == 0)
    try folder.write("", to: "bare/.keep")
    try folder.link("bare/model.safetensors", to: weights)
  }
}
