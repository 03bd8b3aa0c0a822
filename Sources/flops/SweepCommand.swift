import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// `flops sweep`: lengths × models × architectures × conventions.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Counts many lengths, models, architectures and conventions: a row for each.",
    discussion: """
      Lengths are a sweep: 512...2Mi (doubling), 512...1e9:64 (64 of them), 1k,2k,4k.

      Examples:
        flops sweep --model opt-175b --len 512...2048000x4
        flops sweep --model opt --len 512...1e9:64 --convention all --format csv
        flops sweep --model opt-125m --len 512...2Mi --chart --preview
      """)

  @OptionGroup var candidates: CandidateArguments

  @Option(
    name: [.customLong("len"), .customLong("length")], parsing: .unconditional,
    help: ArgumentHelp(
      "Positions to process, as a sweep. (default: 512...2048000)", valueName: "sweep"),
    transform: Sweep.parse)
  var lengths: Sweep?

  @OptionGroup var conventions: ConventionArguments
  @OptionGroup var pass: PassArguments
  @OptionGroup var machine: MachineArguments
  @OptionGroup var output: OutputArguments

  @Option(help: "What the chart shows.")
  var metric: Metric = .flops

  @Flag(help: "Also draw the costs against the length, by the first convention.")
  var chart = false

  @OptionGroup var plots: PlotArguments

  func run() throws {
    let lengths = try self.lengths ?? Sweep.parse("512...2048000")
    let candidates = try candidates.candidates(logits: pass.logits)
    let roofline = try machine.roofline()
    var answers: [Answer] = []
    answers.reserveCapacity(
      lengths.values.count * candidates.count * conventions.conventions.count)
    let perModel = max(1, candidates.count / Set(candidates.map(\.configuration.name)).count)
    for (index, candidate) in candidates.enumerated() {
      for (step, length) in lengths.values.enumerated() {
        let question = try Question(
          candidate, length: length, pass, plan: machine.plan, roofline: roofline)
        for (place, convention) in conventions.conventions.enumerated() {
          var answer = Answer(question, convention)
          // Rows of one model's first architecture stand whole architectures before.
          let first =
            (index - index % perModel) * lengths.values.count * conventions.conventions.count
            + step * conventions.conventions.count + place
          answer.setRatio(to: index % perModel == 0 ? answer : answers[first])
          answers.append(answer)
        }
      }
    }
    Printer().print(
      RecordTable(Answer.fields, rows: answers).render(
        as: output.format, units: output.units))
    Printer().note(
      try self.candidates.models().flatMap(\.notes)
        + Notes.of(
          candidates, longest: pass.cached + (lengths.values.last ?? 0),
          conventions.conventions, isTraining: pass.phase == .train))
    if chart {
      try plots.draw([
        try CostCharts.sweep(answers, convention: conventions.conventions[0], metric: metric)
      ])
    }
  }
}
