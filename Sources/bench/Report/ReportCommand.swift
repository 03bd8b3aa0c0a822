import ArgumentParser
import CommandLineKit
import Files
import Foundation
import Measurement
import Reports

/// `bench report`: a stored run as a page, or as text.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes a run's report from its folder, without measuring.",
    discussion: """
      The page stands by itself in one file: charts, tables, machine, method, and the twelve rules of \
      Hoefler and Belli with where each is met. It holds no script and fetches nothing. Beside it \
      laws.json is written anew. text and markdown go to standard output, without charts.

      FLOPs are counted anew, of the model that the run's configuration says; where that has changed \
      since and costs other FLOPs than were recorded, the run is refused.

      Examples:
        bench report
        bench report Results/20261125T012954Z-3ee3a054e6b4-d1c679f9
        bench report Results/run --format markdown
        bench report Results/run --against rmt --out report.html
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html
    case text
    case markdown
  }

  @Argument(
    help: ArgumentHelp(
      "The folder of a run. (default: the newest in .contextcost/Results)", valueName: "run"),
    completion: .directory)
  var folder: String?

  @Option(help: "What is written: a page, or text on standard output.")
  var format: Format = .html

  @Option(
    help: ArgumentHelp(
      "The page's file. (default: report.html in the run's folder)", valueName: "file"),
    completion: .file())
  var out: String?

  @Option(help: AgainstOption.help)
  var against: String?

  @Flag(help: "Fail when a chart can't be drawn, instead of saying so in the page.")
  var requirePlots = false

  private static let page = "report.html"

  func validate() throws {
    if out != nil, format != .html {
      throw ValidationError("--out is the page's file; \(format.rawValue) goes to standard output")
    }
  }

  func run() throws {
    let folder = try StoredRun.folder(self.folder)
    let stored = try StoredRun(folder, against: against)
    stored.printWarnings()
    var report = stored.report
    var output = StandardOutput()
    switch format {
    case .text: output.write(report.model.text)
    case .markdown: output.write(report.model.markdown)
    case .html:
      let page = OutputFile(out ?? "\(folder)/\(Self.page)", option: "--out")
      try explainingWriteErrors {
        try page.check()
        try draw(&report)
        let text = try ReportPage().render(report.model)
        guard out == nil else { return try page.write(text) }
        let place = try OutputFolder(path: folder, option: "--out")
        try place.write(text, to: Self.page)
        try place.write(report.laws.json.pretty + "\n", to: RunFolder.File.laws)
      }
      let said = report.finding + "\nreport: \(page.path.oneLine)\n"
      if page.isStandardOutput {
        var standardError = StandardError()
        standardError.write(said)
      } else {
        output.write(said)
      }
    }
  }

  private func draw(_ report: inout RunReport) throws {
    let drawn = try RunFigures(ReportCharts(report))
    report.figures = drawn.figures
    report.missingFigures = drawn.missing
    for sentence in drawn.missing {
      var standardError = StandardError()
      print("\(requirePlots ? "Error" : "Warning"): \(sentence.oneLine)", to: &standardError)
    }
    if requirePlots, !drawn.missing.isEmpty { throw ExitStatus.failure.exitCode }
  }
}
