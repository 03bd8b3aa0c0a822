import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// `flops`: what a length costs, counted.
@main
struct Flops: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flops",
    abstract: "Counts the FLOPs of a forward pass: full attention beside RMT.",
    discussion: """
      Lengths are positions: 2048000, 2_000_000, 2e6, 2M, 128k (k = 1000), 128Ki (Ki = 1024).
      FLOPs are a count of operations; no time is measured here.

      Examples:
        flops --model opt-175b --len 2e6
        flops --model bert-base --len 128Ki --convention matmul --format json
        flops --chart
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
  }

  @OptionGroup var model: ModelArguments

  @Option(
    name: [.customLong("len"), .customLong("length")], parsing: .unconditional,
    help: ArgumentHelp(
      "Positions to process. (default: 2048000, the paper's 4000 segments)",
      valueName: "positions"),
    transform: Count.parse)
  var length: Count = 2_048_000

  @Option(
    help: ArgumentHelp(
      "What is counted and at which price: "
        + Convention.all.map(\.name).joined(separator: ", ") + ". (default: rmt-paper)",
      valueName: "name"),
    transform: Flops.convention)
  var convention: Convention = .rmtPaper

  @OptionGroup var memory: RecurrentMemoryArguments

  @Option(help: "How the report is printed.")
  var format: Format = .table

  @Flag(help: "Also draw the paper's figure 3, published points over counted lines.")
  var chart = false

  @OptionGroup var plots: PlotArguments

  func run() throws {
    let report = try Report(
      model: model.model, length: length.value, options: memory.options(mask: model.model.mask),
      convention: convention)
    var standardOutput = StandardOutput()
    var standardError = StandardError()
    switch format {
    case .table: standardOutput.write(report.text)
    case .json: standardOutput.write(report.json.compact + "\n")
    }
    for note in report.notes { print("note: \(note)", to: &standardError) }
    if chart { try plots.draw([PaperFigure3.chart()]) }
  }

  private static func convention(named name: String) throws -> Convention {
    guard let convention = Convention.named(name) else {
      throw Suggestion.unknown("convention", name, among: Convention.all.map(\.name)).usage
    }
    return convention
  }
}
