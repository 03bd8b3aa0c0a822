import ArgumentParser
import CommandLineKit
import Files
import Measurement

/// Where a gate's findings go besides standard output.
struct GateOutputs: ParsableArguments {
  @Option(
    help: ArgumentHelp("Append Markdown, as for a step summary.", valueName: "file"),
    completion: .file())
  var summary: String?

  @Option(
    help: ArgumentHelp("Write JUnit's XML, a test for each cell.", valueName: "file"),
    completion: .file())
  var junit: String?

  @Option(
    help: ArgumentHelp(
      "Write what github-action-benchmark reads as customSmallerIsBetter.", valueName: "file"),
    completion: .file())
  var benchmarkJson: String?

  /// Before minutes are spent on what couldn't be kept.
  func check() throws(OutputFolder.WriteError) {
    for file in [summaryFile, junitFile, benchmarkFile] { try file?.check() }
  }

  /// What writes each of them.
  func writing(_ report: ComparisonReport) -> [() throws -> Void] {
    [
      // What other steps of the job wrote there stays.
      { try summaryFile?.append(report.summary(after: summary ?? "")) },
      { try junitFile?.write(report.junit(suite: "bench gate")) },
      { try benchmarkFile?.write(report.actionBenchmark) },
    ]
  }

  private var summaryFile: OutputFile? { summary.map { OutputFile($0, option: "--summary") } }
  private var junitFile: OutputFile? { junit.map { OutputFile($0, option: "--junit") } }
  private var benchmarkFile: OutputFile? {
    benchmarkJson.map { OutputFile($0, option: "--benchmark-json") }
  }
}
