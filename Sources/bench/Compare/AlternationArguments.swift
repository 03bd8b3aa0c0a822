import ArgumentParser
import CommandLineKit
import Measurement

/// How long two builds are measured.
struct AlternationArguments: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Time that measuring may take in all; a hard limit. (default: 5m)", valueName: "time"),
    transform: TimeSpan.parse)
  var budget: TimeSpan = .fiveMinutes

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Blocks of four rounds. (default: at least 9, until each cell is decided)",
      valueName: "count"),
    transform: Count.parser(upTo: Alternation.Setting.mostBlocks))
  var blocks: Count?

  @Option(
    help: ArgumentHelp(
      "Append each round's times, a line of JSON for each cell.", valueName: "file"),
    completion: .file())
  var samples: String?

  @Flag(help: "Let pass that B lacks cells which A has; otherwise it is inconclusive.")
  var allowMissing = false

  var setting: Alternation.Setting {
    Alternation.Setting(budget: budget.seconds, blocks: blocks?.value)
  }

  /// Opened before minutes are spent on what couldn't be kept.
  ///
  /// - Throws: The exit code, after an explanation, when the file can't be written.
  func log() throws -> RoundLog? {
    var log: RoundLog?
    try explainingWriteErrors {
      log = try samples.map { try RoundLog(path: $0, option: "--samples") }
    }
    return log
  }
}
