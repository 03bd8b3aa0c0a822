import ArgumentParser
import CommandLineKit
import Measurement

/// `bench history list`: the history as records.
struct HistoryListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Prints the history: a record for each commit and cell, in git's order.",
    discussion: """
      The formats for programs have every field of the file's lines. Lines that a newer one of the \
      same commit, cell, machine and build takes the place of are not printed.
      """)

  @OptionGroup var selection: HistorySelectionArguments
  @OptionGroup var output: OutputArguments

  func run() throws {
    let history = try selection.load()
    let entries = history.entries(
      positions: GitLog().positions(of: history.commits), in: selection.window,
      where: selection.cell.matches)
    var standardOutput = StandardOutput()
    standardOutput.write(
      RecordTable(HistoryEntry.fields, rows: entries, name: "bench_history").render(
        as: output.format, units: output.units))
  }
}
