import ArgumentParser
import CommandLineKit
import Foundation
import Measurement
import Statistics

/// `bench gate`: this tree's speed against another revision's.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Builds another revision beside this tree and says whether this one became slower.",
    discussion: """
      The revision is checked out in a temporary folder with git worktree, built there, and measured \
      against this tree as bench compare does: in blocks of A B B A, every round in a fresh process, \
      changes confirmed by a rerun, and A against itself all along. --budget is for measuring; builds \
      come on top. --exact counts instead of timing: FLOPs, bytes and allocations may not grow at \
      all, instructions by at most 1 %.

      Another project gives its own --build and --command, which prints {"cell": text, "seconds": \
      number} for each cell of a round, or with --exact {"cell": text, "instructions": count, …}. In \
      them {round} becomes the block's number and {cells} what --cells says.

      The status is 0 for improved or unchanged, 2 when a cell became slower, 3 when one failed, 5 \
      when there is no baseline, 75 when the data decide nothing.

      Examples:
        bench gate --baseline main
        bench gate --baseline HEAD~1 --cells full:4,rmt:4 --budget 10m --junit gate.xml
        bench gate --baseline v1.0 --exact --summary summary.md
      """)

  private static let round =
    ".build/debug/bench round --cells {cells} --order-seed 1 --round {round}"
  /// A small model: callgrind takes some hundred times as long.
  private static let exactly =
    ".build/debug/bench exact --cells {cells} --segment 128 --set hidden=128,heads=2,ffn=512"

  @Option(help: ArgumentHelp("The revision to compare with.", valueName: "revision"))
  var baseline: String

  @Option(
    help: ArgumentHelp(
      "Cells to compare. (default: full:1,rmt:1,full:4,rmt:4)", valueName: "cells"))
  var cells = "full:1,rmt:1,full:4,rmt:4"

  @Option(
    help: ArgumentHelp(
      "Builds either tree; empty to build nothing. (default: swift build --product bench)",
      valueName: "command"),
    transform: GateCommand.buildWords)
  var build: [String] = ["swift", "build", "--product", "bench"]

  @Option(
    help: ArgumentHelp(
      "Measures one round, run in either tree. (default: .build/debug/bench round)",
      valueName: "command"),
    transform: CommandLineError.usage(CommandWords.split))
  var command: [String]?

  @Flag(help: "Count FLOPs, bytes, allocations and instructions instead of timing.")
  var exact = false

  @OptionGroup var effort: AlternationArguments
  @OptionGroup var outputs: GateOutputs

  @Option(help: "How results are printed.")
  var format: OutputFormat = .table

  func run() throws {
    try explainingWriteErrors { try outputs.check() }
    let interrupt = Interrupt { _ in ChildCommand.interruptAll() }
    defer { interrupt.stop() }
    let report = try measured()
    var output = StandardOutput()
    output.write(report.render(as: format))
    try explainingWriteErrors { try outputs.write(report) }
    if report.status != .success { throw report.status.exitCode }
  }

  /// - Throws: The status, after an explanation, when there is nothing to compare.
  private func measured() throws -> ComparisonReport {
    do {
      let repository = try GitRepository()
      let commit = try repository.commit(baseline)
      return try repository.withWorktree(of: commit) { folder in
        try compare(repository, commit, in: folder)
      }
    } catch let error as GitRepository.Failure {
      if ChildCommand.isInterrupted { throw ExitStatus.interrupted.exitCode }
      throw failed("\(error)", .noBaseline)
    }
  }

  private func compare(
    _ repository: GitRepository, _ commit: String, in folder: String
  ) throws -> ComparisonReport {
    let words = try command ?? CommandWords.split(exact ? Self.exactly : Self.round)
    let command = words.map { $0.replacing("{cells}", with: cells) }
    let old = GateBuild(title: "the baseline", folder: folder, build: build, command: command)
    let new = GateBuild(
      title: "this tree", folder: repository.folder, build: build, command: command)
    try explaining(.noBaseline) { () throws(GateBuild.Failure) in try old.make() }
    try explaining(.cellFailed) { () throws(GateBuild.Failure) in try new.make() }

    let head = (try? repository.commit("HEAD")) ?? "an unborn branch"
    let changed = repository.changedFiles
    let names = (
      "\(baseline) (\(commit.prefix(12)))",
      "this tree (\(head.prefix(12))\(changed.isEmpty ? "" : "-dirty"))"
    )
    var report =
      exact
      ? try counted(old, new, names.0, names.1) : try timed(old, new, names.0, names.1)
    if !changed.isEmpty {
      let list = changed.prefix(3).map { "\(Quotation($0))" }.joined(separator: ", ")
      let note =
        "this tree differs from its commit in \(changed.count) "
        + "file\(changed.count == 1 ? "" : "s"): \(list)\(changed.count > 3 ? ", …" : "")"
      report.notes.append(note)
      var standardError = StandardError()
      print("Warning: \(note)", to: &standardError)
    }
    return report
  }

  private func timed(
    _ old: GateBuild, _ new: GateBuild, _ oldName: String, _ newName: String
  ) throws -> ComparisonReport {
    let session = ComparisonSession(
      setting: effort.setting, baseline: old.round, candidate: new.round)
    let result = session.run()
    if case .failed(.baseline, let failure) = result.ending, result.cells.isEmpty {
      throw failed(old.problem(failure).sentence, .noBaseline)
    }
    let line = CommandWords.joined(old.command)
    try result.explainFailure(
      names: [.baseline: line, .candidate: line], budget: effort.budget)
    return ComparisonReport(result, baseline: oldName, candidate: newName)
  }

  private func counted(
    _ old: GateBuild, _ new: GateBuild, _ oldName: String, _ newName: String
  ) throws -> ComparisonReport {
    let baseline = try explaining(.noBaseline) { () throws(GateBuild.Failure) in try old.count() }
    let candidate = try explaining(.cellFailed) { () throws(GateBuild.Failure) in try new.count() }
    return ComparisonReport(
      ExactComparison(baseline: baseline, candidate: candidate), baseline: oldName,
      candidate: newName)
  }

  private func explaining<Value>(
    _ status: ExitStatus, _ body: () throws(GateBuild.Failure) -> Value
  ) throws -> Value {
    do throws(GateBuild.Failure) {
      return try body()
    } catch {
      if error.isInterrupted { throw ExitStatus.interrupted.exitCode }
      throw failed(error.sentence, status)
    }
  }

  private func failed(_ sentence: String, _ status: ExitStatus) -> ExitCode {
    var standardError = StandardError()
    print("Error: \(sentence)", to: &standardError)
    return status.exitCode
  }

  @Sendable private static func buildWords(_ text: String) throws -> [String] {
    if text.allSatisfy(\.isWhitespace) { return [] }
    return try CommandLineError.usage(CommandWords.split)(text)
  }
}
