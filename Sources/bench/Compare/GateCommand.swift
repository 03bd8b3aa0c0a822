import ArgumentParser
import Charts
import CommandLineKit
import Files
import Foundation
import Measurement
import Processes

/// `bench gate`: this tree's speed against another revision's.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Builds another revision beside this tree and says whether this one became slower.",
    discussion: """
      The revision is checked out with git worktree in the repository's own folder, built, and measured \
      against this tree as bench compare does: in blocks of A B B A, every round in a fresh process, \
      changes confirmed by a rerun, and A against itself all along. --budget is for measuring; builds \
      come on top; the last two baselines are kept in .git/contextcost with what was built, so that a \
      build tool has little left to do. --exact counts instead of timing: FLOPs, bytes and allocations may not grow at \
      all, instructions by at most 1 %.

      Another project gives its own --build and --command, which prints {"cell": text, "seconds": \
      number} for each cell of a round, or with --exact {"cell": text, "instructions": count, …}. In \
      them {round} becomes the block's number and {cells} what --cells says.

      The status is 0 for improved or unchanged, 2 when a cell became slower, 3 when one failed, 5 \
      when the revision isn't here or doesn't build, 1 when git itself can't be used, 75 when the data \
      decide nothing or this tree lacks a cell that the baseline has. An output that can't be written \
      changes the status of 0 alone, to 73.

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
      "Cells to compare.", valueName: "cells"))
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
  @OptionGroup var plots: PlotArguments

  @Option(help: "How results are printed.")
  var format: OutputFormat = .table

  func validate() throws {
    // Another command has cells of its own.
    if command == nil { _ = try CommandLineError.usage(CellName.anyList)(cells) }
  }

  func run() throws {
    try explainingWriteErrors { try outputs.check() }
    try plots.check()
    let report = try measured()
    var output = StandardOutput()
    output.write(report.render(as: format))
    try report.status.ending(after: outputs.writing(report) + [{ try report.drawForest(plots) }])
  }

  /// What was measured; after an interrupt, until then.
  private func measured() throws -> ComparisonReport {
    let interrupt = Interrupt { _ in ChildCommand.interruptAll() }
    defer { interrupt.stop() }
    return try session.report()
  }

  private var session: GateSession {
    get throws {
      let words = try command ?? CommandWords.split(exact ? Self.exactly : Self.round)
      return GateSession(
        folder: ".", baseline: baseline, build: build,
        command: words.map { $0.replacing("{cells}", with: cells) },
        effort: exact ? nil : effort.setting, allowsMissing: effort.allowMissing,
        log: exact ? nil : try effort.log())
    }
  }

  @Sendable private static func buildWords(_ text: String) throws -> [String] {
    if text.allSatisfy(\.isWhitespace) { return [] }
    return try CommandLineError.usage(CommandWords.split)(text)
  }
}
