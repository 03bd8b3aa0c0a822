import ArgumentParser
import Charts
import CommandLineKit
import Measurement

/// `bench history changes`: the changes between levels, as records.
struct HistoryChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Prints the changes between levels: a record for each commit and cell that changed.",
    discussion: """
      They are what the chart labels. Levels are found in all commits of a cell, machine and build; \
      --since and --last choose which changes are printed.

      The status is 2 when the latest change of a cell made it slower, 75 when no cell has the four \
      commits of one machine and build that it takes to show a change, else 0.

      Examples:
        bench history changes
        bench history changes --cell rmt:4 --last 20 --format json
        bench history changes --since 2026-11-01
      """)

  @OptionGroup var selection: HistorySelectionArguments
  @OptionGroup var output: OutputArguments

  func run() throws {
    let history = try selection.load()
    let timeline = selection.timeline(of: history)
    let changes = HistoryLevelChange.all(history, timeline)
    StandardError.note([HistoryReport(history, timeline).input.finding.oneLine])
    if !changes.isEmpty || output.format != .table {
      var standardOutput = StandardOutput()
      standardOutput.write(
        RecordTable(HistoryLevelChange.fields, rows: changes).render(
          as: output.format, units: output.units))
    }
    if let status = Self.status(changes, timeline) { throw status.exitCode }
  }

  /// What the changes end the command with; `nil` for success.
  static func status(
    _ changes: [HistoryLevelChange], _ timeline: HistoryTimeline
  ) -> ExitStatus? {
    if changes.contains(where: { $0.isLatest && $0.isSlower }) { return .regressed }
    let canShow = timeline.environments.contains { $0.cells.contains(where: \.canShowChange) }
    return canShow ? nil : .inconclusive
  }
}
