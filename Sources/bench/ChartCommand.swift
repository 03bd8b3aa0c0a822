import ArgumentParser
import Charts
import CommandLineKit
import Files
import Measurement
import Reports

/// `bench chart`: a stored run's charts again, without measuring.
struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draws a stored run's charts again, without measuring.",
    discussion: """
      Reads what bench sweep has stored in a folder, also of a run that was interrupted, or the file \
      of a roof that bench roof has stored. Lines of samples.jsonl that are torn or edited are left \
      out and named.

      Examples:
        bench chart
        bench chart Results/20261125T012954Z-3ee3a054e6b4-d1c679f9
        bench chart Results/roofs/d1c679f9.json
        bench chart Results/mine --chart-format svg,png --plots pictures
        bench chart Results/mine --against rmt --preview
      """)

  @Argument(
    help: ArgumentHelp(
      "The run's folder, or a roof's file. (default: the newest run in .contextcost/Results)",
      valueName: "run"), completion: .file())
  var path: String?

  @Option(help: AgainstOption.help)
  var against: String?

  @OptionGroup var plots: PlotArguments

  func run() throws {
    try plots.check()
    let path = try StoredRun.folder(self.path)
    try plots.draw(path.hasSuffix(".json") ? roofCharts(path) : runCharts(path))
  }

  private func roofCharts(_ path: String) throws -> [Chart] {
    guard against == nil else {
      throw ValidationError("--against names an architecture, and a roof has none; leave it out")
    }
    do throws(MeasuredRoofError) {
      return [RooflineChart(RooflineInput(try MeasuredRoof.read(path))).chart]
    } catch {
      throw CommandLineError(error.description.oneLine).usage
    }
  }

  private func runCharts(_ path: String) throws -> [Chart] {
    let stored = try StoredRun(path, against: against)
    stored.printWarnings()
    guard stored.report.run.records.contains(where: { $0.timing != nil }) else {
      throw CommandLineError("\(Quotation(path)) has no measured cell to draw").usage
    }
    return ReportCharts(stored.report).all.map(\.chart)
  }
}
