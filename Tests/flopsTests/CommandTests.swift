import Accounting
import Architectures
import ArgumentParser
import CommandLineKit
import Testing

@testable import flops

/// What the commands end with, and what shells are told of them.
@Suite struct CommandTests {
  private func status(of arguments: [String]) -> Int32 {
    do {
      var command = try Flops.parseAsRoot(arguments + ["--format", "csv"])
      try command.run()
      return 0
    } catch {
      return Flops.exitCode(for: error).rawValue
    }
  }

  /// 13.5 GB of weights in 1 GB, and two models of which one fits.
  @Test(arguments: [
    (["fit", "1GB", "--model", "llama-2-7b"], 1), (["fit", "80GiB", "--model", "llama-2-7b"], 0),
    (["fit", "1GB", "--model", "llama-2-7b,opt-125m"], 0),
    (
      [
        "fit", "20GB", "--model", "llama-2-7b", "--arch", "full", "--len", "1e9", "--largest",
        "batch",
      ], 1
    ),
    (["fit", "80XB"], 64),
  ])
  func fitEndsWithOneWhenNothingFits(arguments: [String], expected: Int) {
    #expect(status(of: arguments) == Int32(expected))
  }

  /// The script's function for no subcommand offers what `report` takes.
  @Test(arguments: [CompletionShell.bash, .zsh, .fish])
  func completionKnowsTheDefaultSubcommand(shell: CompletionShell) throws {
    let script = CompletedCommand<Flops, ReportCommand>.completionScript(for: shell)
    let plain = Flops.completionScript(for: shell)
    for call in ["---completion -- --model", "---completion -- --convention"] {
      #expect(script.contains(call) && !plain.contains(call))
    }
    #expect(script.contains("---completion sweep -- --model"))
  }

  /// An operation without a price is named beside every format: fvcore 143.
  @Test(arguments: [OutputFormat.csv, .tsv, .jsonl, .sql, .markdown])
  func whatIsNotCountedIsSaidBesideRows(format: OutputFormat) throws {
    let model = try #require(ModelConfiguration.preset(named: "llama-2-7b"))
    let question = try Question(
      Candidate(Transformer(model), .full, options: .init(mask: .causal)), length: 64,
      PassArguments.parse([]), plan: MemoryPlan(precision: .half), roofline: nil)
    let report = try Report([question], convention: .fvcore)
    let sentence =
      "not counted: attention's products, embedding lookup, softmax, scaling of scores, SiLU, gate, "
      + "residual, RMS norm, rotary encoding"
    #expect(report.notes(for: format).contains(sentence))
    #expect(!report.notes(for: .table).contains(sentence))
    #expect(report.rendered(as: .table, units: .si).contains("not counted  attention's products"))
  }
}
