import ArgumentParser
import CommandLineKit
import Foundation
import Measurement

/// Where a gate's findings go besides standard output.
struct GateOutputs: ParsableArguments {
  @Option(help: ArgumentHelp("Append Markdown, as for a step summary.", valueName: "file"))
  var summary: String?

  @Option(help: ArgumentHelp("Write JUnit's XML, a test for each cell.", valueName: "file"))
  var junit: String?

  @Option(
    help: ArgumentHelp(
      "Write what github-action-benchmark reads as customSmallerIsBetter.", valueName: "file"))
  var benchmarkJson: String?

  private var files: [(path: String, option: String)] {
    [(summary, "--summary"), (junit, "--junit"), (benchmarkJson, "--benchmark-json")]
      .compactMap { path, option in path.map { ($0, option) } }
  }

  /// Before minutes are spent on what couldn't be kept.
  func check() throws(OutputFolder.WriteError) {
    for file in files {
      try OutputFolder.check(path: OutputFolder.parent(of: file.path), option: file.option)
    }
  }

  func write(_ report: ComparisonReport) throws(OutputFolder.WriteError) {
    if let summary { try Self.append(report.render(as: .markdown) + "\n", to: summary) }
    if let junit { try Self.write(report.junit(suite: "bench gate"), to: junit, "--junit") }
    if let benchmarkJson {
      try Self.write(report.actionBenchmark, to: benchmarkJson, "--benchmark-json")
    }
  }

  private static func write(
    _ text: String, to path: String, _ option: String
  ) throws(OutputFolder.WriteError) {
    try OutputFolder(path: OutputFolder.parent(of: path), option: option)
      .write(text, to: (path as NSString).lastPathComponent)
  }

  /// What other steps of the job wrote there stays.
  private static func append(_ text: String, to path: String) throws(OutputFolder.WriteError) {
    _ = try OutputFolder(path: OutputFolder.parent(of: path), option: "--summary")
    let file = fopen(path, "a")
    let bytes = Array(text.utf8)
    let isWritten = file.map { fwrite(bytes, 1, bytes.count, $0) == bytes.count } ?? false
    guard let file, fclose(file) == 0, isWritten else {
      throw OutputFolder.WriteError(
        path: path, reason: String(cString: strerror(errno)), option: "--summary")
    }
  }
}
