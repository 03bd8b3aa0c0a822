import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// `flops report`: one model at one length, term by term.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Counts one model at one length, term by term.",
    discussion: """
      Lengths are positions: 2048000, 2_000_000, 2e6, 2M, 128k (k = 1000), 128Ki (Ki = 1024).
      FLOPs are a count of operations; a time is a prediction, and only for named hardware.

      Examples:
        flops --model opt-175b --len 2e6
        flops --model llama-2-7b --len 4096 --phase train --convention matmul
        flops --model llama-3-8b --len 512,1024,4096 --packed --train lora:rank=16 --dtype nf4
        flops --model bert-base --len 128Ki --convention electra --format json
        flops --chart
      """)

  @OptionGroup var candidates: CandidateArguments

  @Option(
    name: [.customLong("len"), .customLong("length")], parsing: .unconditional,
    help: Lengths.help, transform: Lengths.parse)
  var lengths: Lengths = 2_048_000

  @OptionGroup var conventions: ConventionArguments
  @OptionGroup var pass: PassArguments
  @OptionGroup var machine: MachineArguments
  @OptionGroup var output: OutputArguments

  @Flag(help: "Also draw the paper's figure 3, published points over counted lines.")
  var chart = false

  @OptionGroup var plots: PlotArguments

  func validate() throws {
    try machine.validate(for: pass.phase)
    try lengths.check(pass)
    guard conventions.conventions(for: pass.phase).count == 1 else {
      throw ValidationError(
        "a report counts by one convention; `flops compare` takes several")
    }
    guard candidates.named.count <= 1 else {
      throw ValidationError("a report is on one model; `flops compare` takes several")
    }
  }

  func run() throws {
    if chart { try plots.check() }
    let sections = try candidates.candidates(logits: pass.logits).map {
      try Question(
        $0, lengths: lengths.values, pass, plan: machine.plan(for: $0),
        roofline: machine.roofline(for: $0))
    }
    let report = try Report(
      sections, convention: conventions.conventions(for: pass.phase)[0],
      notes: Notes.distinct(sections.flatMap { machine.notes(on: $0.candidate) }))
    Printer().print(report.rendered(as: output.format, units: output.units))
    Printer().note(report.notes(for: output.format))
    if chart { try plots.draw([PaperFigure3.chart()]) }
  }
}
