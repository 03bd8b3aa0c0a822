import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// `flops crossover`: from which length on one candidate is cheaper than another.
struct CrossoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crossover",
    abstract: "Finds the length from which on one candidate stays cheaper than another, exactly.",
    discussion: """
      Two candidates: one model as two architectures, or two models; as two architectures the first \
      model is taken as the first and the second as the second.

      Examples:
        flops crossover --model opt-175b --metric flops
        flops crossover --model opt-125m,opt-1.3b --convention matmul
        flops crossover --model opt-6.7b --metric time --hardware a100-80g-sxm
      """)

  @OptionGroup var candidates: CandidateArguments

  @Option(help: "What is compared.")
  var metric: Metric = .flops

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The longest length that is looked at. (default: 1e9)", valueName: "positions"),
    transform: Count.parser(upTo: 1_000_000_000_000))
  var limit: Count = 1_000_000_000

  @OptionGroup var conventions: ConventionArguments
  @OptionGroup var pass: PassArguments
  @OptionGroup var machine: MachineArguments
  @OptionGroup var output: OutputArguments

  @Flag(help: "Also draw both costs around the crossover.")
  var chart = false

  @OptionGroup var plots: PlotArguments

  func validate() throws {
    try machine.validate(for: pass.phase)
    try pass.refusePack()
  }

  func run() throws {
    if chart { try plots.check() }
    let pair = try CandidatePair(
      candidates.candidatesByModel(logits: pass.logits), metric: metric, pass, machine)
    // Only FLOPs depend on the convention.
    let asked = conventions.conventions(for: pass.phase)
    let counted = asked.filter { pass.phase != .train || $0.training != nil }
    guard let first = counted.first else { throw asked[0].noTrainingRule }
    let rows = try (metric == .flops ? counted : [first]).map {
      try pair.crossover(under: $0, upTo: limit.value)
    }
    Printer().print(
      RecordTable(CrossoverRow.fields(metric), rows: rows, name: "flops_crossover").render(
        as: output.format, units: output.units))
    let left = asked.filter { !counted.contains($0) }.map {
      "\($0.name) has no rule for training and is left out"
    }
    Printer().note(
      Notes.distinct(
        [pair.first, pair.second].flatMap { $0.notes + machine.notes(on: $0) }) + left
        + rows.compactMap(\.note))
    if chart {
      guard rows[0].crossover != nil else {
        throw CommandLineError("there is no crossover to draw; leave out --chart")
      }
      try plots.draw([try CostCharts.crossover(pair, rows[0])])
    }
  }
}
