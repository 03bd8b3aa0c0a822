import ArgumentParser
import Charts
import CommandLineKit
import Measurement

/// `bench history chart`: the regression chart.
struct HistoryChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draws each commit's ratio, the levels in them and the changes between levels.",
    discussion: """
      Commits stand in git's order. A level is the median of commits that belong together; a change \
      has to last two commits and to be larger than chance makes it, and is labelled with its size and \
      interval. Machines and builds are never compared: each has a panel and a scale of its own. A \
      commit far off the others is an arrow at the edge, with its name and ratio. At most four panels \
      are drawn, those with the largest changes; choose with --cell, --since and --last.

      Examples:
        bench history chart
        bench history chart --last 20
        bench history chart --cell rmt:4,full:4 --chart-format svg,png --plots Plots
      """)

  @OptionGroup var selection: HistorySelectionArguments
  @OptionGroup var plots: PlotArguments

  func run() throws {
    let history = try selection.load()
    let timeline = selection.timeline(of: history)
    guard !timeline.environments.isEmpty else {
      throw ValidationError(
        "\(selection.place.history.oneLine) has no line that could be drawn"
          + (selection.window == .all ? "" : " of the commits that were chosen"))
    }
    let report = HistoryReport(history, timeline)
    try plots.draw([HistoryChart(report.input).chart])
  }
}
