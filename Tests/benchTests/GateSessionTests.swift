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
    exact: Bool = false, allowsMissing: Bool = false
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
      effort: exact ? nil : Alternation.Setting(budget: 60, blocks: 12),
      allowsMissing: allowsMissing)
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

  /// A cell that this tree no longer prints, or in some rounds alone, isn't unchanged.
  @Test(arguments: [("true", false, 75), ("[ $1 -lt 5 ] || exit 0", false, 75), ("true", true, 0)])
  func vanishedCellsDoNotPass(then: String, allowed: Bool, status: Int32) throws {
    defer { removeFolder() }
    let second = line(200).replacing(#""a""#, with: #""b""#)
    let report = try gate(
      before: line(100) + "\n" + second,
      after: line(100) + "\n" + then + "\n" + (then == "true" ? "" : second),
      allowsMissing: allowed
    ).report()
    #expect(report.status.rawValue == status)
    #expect(report.rows.map(\.outcome) == [.unchanged, .missing])
    #expect(report.notes.contains { $0.contains("--allow-missing") } == !allowed)
  }

  /// A duration of zero is that cell's failure, with a row of its own.
  @Test func zeroDurationsAreFailedCells() throws {
    defer { removeFolder() }
    let report = try gate(
      before: line(100), after: line(100) + "\n" + #"echo '{"cell": "z", "seconds": 0}'"#
    ).report()
    #expect(report.status == .cellFailed)
    #expect(report.rows.map(\.outcome) == [.unchanged, .failed])
    #expect(report.rows.last?.reason?.contains("which no clock shows") == true)
  }

  /// Of counts too: failed cells are named, two lines of a cell refused, a vanished cell doesn't pass.
  @Test func countsThatFailOrVanish() throws {
    defer { removeFolder() }
    let one = #"echo '{"cell": "a", "flops": "100"}'"#
    let two = one + "\n" + #"echo '{"cell": "b", "flops": "7"}'"#
    let failed = one + "\n" + #"echo '{"cell": "b", "status": "failed", "reason": "NaN"}'; exit 3"#
    let report = try gate(before: two, after: failed, exact: true).report()
    #expect(report.status == .cellFailed && report.rows.map(\.outcome) == [.unchanged, .failed])
    #expect(report.rows.last?.reason == "it failed in B: NaN")
    removeFolder()
    #expect(try gate(before: two, after: one, exact: true).report().status == .inconclusive)
    removeFolder()
    let allowed = try gate(before: two, after: one, exact: true, allowsMissing: true)
    #expect(try allowed.report().status == .success)
    removeFolder()
    let twice = try gate(before: one, after: one + "\n" + one, exact: true)
    #expect(throws: ExitStatus.cellFailed.exitCode) { try twice.report() }
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
