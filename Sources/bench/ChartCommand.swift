import ArgumentParser
import CommandLineKit
import Measurement
import Reports

/// `bench chart`: a stored run's charts again, without measuring.
struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draws a stored run's charts again, without measuring.",
    discussion: """
      Reads what bench sweep has stored in a folder, also of a run that was interrupted. Lines of \
      samples.jsonl that are torn or edited are left out and named.

      Examples:
        bench chart Results/20261120T231800Z-0123456789ab-9f00c2d1
        bench chart Results/mine --chart-format svg,png --plots pictures
        bench chart Results/mine --preview
      """)

  @Argument(help: ArgumentHelp("The run's folder.", valueName: "run"))
  var folder: String

  @OptionGroup var plots: PlotArguments

  func run() throws {
    try explainingWriteErrors { try OutputFolder.check(path: plots.plots, option: "--plots") }
    let stored = try StoredRun(folder)
    stored.printWarnings()
    guard stored.folder.records.contains(where: { $0.timing != nil }) else {
      throw CommandLineError("\(Quotation(folder)) has no measured cell to draw")
    }
    try plots.draw(ReportCharts(stored.report).all.map(\.chart))
  }
}
