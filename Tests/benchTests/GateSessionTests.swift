import ArgumentParser
import CommandLineKit
import Foundation
import Measurement
import Processes
import Statistics
import Testing

@testable import bench

/// Gates of scratch repositories whose "benches" are shell scripts.
@Suite struct GateSessionTests {
  private let folder = NSTemporaryDirectory() + "contextcost-test-\(UUID().uuidString)"

  private func run(_ words: [String]) throws {
    let result = ChildCommand(words, in: folder).run(timeout: 60)
    try #require(result.isSuccess)
  }

  /// A repository whose first commit prints `before`, over which `after` lies uncommitted.
  private func gate(
    before: String, after: String, build: [String] = [], baseline: String = "HEAD",
    exact: Bool = false
  ) throws -> GateSession {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func write(_ script: String) throws {
      try "#!/bin/sh\n\(script)\n".write(
        toFile: folder + "/bench", atomically: true, encoding: .utf8)
      chmod(folder + "/bench", 0o755)
    }
    try write(before)
    try run(["git", "init", "-q"])
    try run(["git", "add", "."])
    try run(["git", "-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "-m", "one"])
    try write(after)
    return GateSession(
      folder: folder, baseline: baseline, build: build, command: ["./bench", "{round}"],
      effort: exact ? nil : Alternation.Setting(budget: 60, blocks: 12))
  }

  private func removeFolder() { try? FileManager.default.removeItem(atPath: folder) }

  /// Seconds that differ from round to round by a little, and always in the same way.
  private func line(_ milliseconds: Int) -> String {
    #"printf '{"cell": "a", "seconds": 0.%s%d}\n' \#(milliseconds) $(($1 * 7 % 10))"#
  }

  @Test func slowerTreeIsFound() throws {
    defer { removeFolder() }
    let report = try gate(before: line(100), after: line(120)).report()
    #expect(report.status == .regressed && report.rows.map(\.cell) == ["a"])
    #expect(report.notes.contains { $0.contains("'bench'") })
    #expect(report.candidate.hasSuffix("-dirty)"))
  }

  @Test func sameTreeIsUnchanged() throws {
    defer { removeFolder() }
    let report = try gate(before: line(100), after: line(100)).report()
    #expect(report.status == .success && report.notes.isEmpty)
  }

  @Test func failingCellIsSaid() throws {
    defer { removeFolder() }
    let report = try gate(
      before: line(100),
      after: "echo '{\"cell\": \"a\", \"status\": \"failed\", \"reason\": \"NaN\"}'; exit 3"
    ).report()
    #expect(report.status == .cellFailed && report.rows.map(\.outcome) == [.failed])
  }

  @Test(arguments: ["exit 64", "echo garbage", "true"])
  func baselineWithoutTheCommandIsNone(before: String) throws {
    defer { removeFolder() }
    let gate = try gate(before: before, after: line(100))
    #expect(throws: ExitStatus.noBaseline.exitCode) { try gate.report() }
  }

  @Test func baselineThatDoesNotBuildIsNone() throws {
    defer { removeFolder() }
    let gate = try gate(before: "exit 1", after: line(100), build: ["./bench"])
    #expect(throws: ExitStatus.noBaseline.exitCode) { try gate.report() }
  }

  @Test func unknownRevisionIsNone() throws {
    defer { removeFolder() }
    let gate = try gate(before: "#", after: "#", baseline: "nope")
    #expect(throws: ExitStatus.noBaseline.exitCode) { try gate.report() }
  }

  @Test func countsDecideInOneRun() throws {
    defer { removeFolder() }
    func counts(_ allocations: Int) -> String {
      "echo '{\"cell\": \"a\", \"flops\": \"100\", \"allocations\": \(allocations)}'"
    }
    let worse = try gate(before: counts(7), after: counts(8), exact: true).report()
    #expect(worse.status == .regressed)
    #expect(worse.rows.map(\.outcome) == [.unchanged, .regressed])
  }
}
