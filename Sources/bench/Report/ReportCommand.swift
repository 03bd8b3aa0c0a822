import Architectures
import ArgumentParser
import CommandLineKit
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
      Hoefler and Belli with where each is met. It holds no script and fetches nothing. text and \
      markdown go to standard output, without charts.

      FLOPs are counted anew, of the model that the run's configuration says. A folder without one, \
      of an earlier version, that timed another model than a preset needs --model and --set as they \
      were given to the run; a model that costs other FLOPs than were recorded is refused.

      Examples:
        bench report Results/20261121T044843Z-b12b45c60f8b-d1c679f9
        bench report Results/run --format markdown
        bench report Results/run --out report.html
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html
    case text
    case markdown
  }

  @Argument(help: ArgumentHelp("The folder of a run.", valueName: "run"))
  var folder: String

  @Option(help: "What is written: a page, or text on standard output.")
  var format: Format = .html

  @Option(
    help: ArgumentHelp(
      "The page's file. (default: report.html in the run's folder)", valueName: "file"))
  var out: String?

  @Flag(help: "Fail when a chart can't be drawn, instead of saying so in the page.")
  var requirePlots = false

  @OptionGroup var model: ModelArguments

  func validate() throws {
    if out != nil, format != .html {
      throw ValidationError("--out is the page's file; \(format.rawValue) goes to standard output")
    }
  }

  func run() throws {
    var report = try report()
    for warning in report.run.warnings {
      var standardError = StandardError()
      print("Warning: \(warning)", to: &standardError)
    }
    var output = StandardOutput()
    switch format {
    case .text: output.write(report.model.text)
    case .markdown: output.write(report.model.markdown)
    case .html:
      let target = URL(fileURLWithPath: out ?? "\(folder)/report.html")
      try explainingWriteErrors {
        let place = try OutputFolder(path: target.deletingLastPathComponent().path, option: "--out")
        try draw(&report)
        try place.write(ReportPage().render(report.model), to: target.lastPathComponent)
      }
      output.write(report.model.headline.text + "\nreport: \(target.relativePath)\n")
    }
  }

  private func report() throws -> RunReport {
    do {
      let stored = try ReportedRun(folder: folder)
      return try RunReport(stored, model: try configuration(of: stored))
    } catch let error as CommandLineError {
      throw error.usage
    } catch let error as ArchitectureError {
      throw ValidationError("\(error)")
    }
  }

  /// The model of the command line, that of the run's configuration, or the preset that the records
  /// name.
  private func configuration(of stored: ReportedRun) throws -> ModelConfiguration {
    if model.isGiven { return try model.model }
    let configuration = "\(folder)/\(RunFolder.File.configuration)"
    if FileManager.default.fileExists(atPath: configuration) { return try StoredRun(folder).whole }
    let name = stored.setting.model
    guard let preset = ModelConfiguration.preset(named: name) else {
      throw CommandLineError(
        "the run timed \(Quotation(name)), which is no preset; give its --model as the run was given"
      )
    }
    return preset
  }

  private func draw(_ report: inout RunReport) throws {
    let drawn = try RunFigures(ReportCharts(report))
    report.figures = drawn.figures
    report.missingFigures = drawn.missing
    for sentence in drawn.missing {
      var standardError = StandardError()
      print("\(requirePlots ? "Error" : "Warning"): \(sentence)", to: &standardError)
    }
    if requirePlots, !drawn.missing.isEmpty { throw ExitStatus.failure.exitCode }
  }
}
