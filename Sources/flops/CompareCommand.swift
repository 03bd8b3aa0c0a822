import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// `flops compare`: candidates × conventions at one length.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Sets models and architectures side by side at one length, by any conventions.",
    discussion: """
      The ratio is the first candidate's FLOPs for one of this one's, under the same convention.

      Examples:
        flops compare --model opt-175b --convention rmt-paper,matmul-causal
        flops compare --model llama-2-7b,mistral-7b --arch full --len 32k
        flops compare --convention all --chart
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

  @Flag(help: "Also draw the FLOPs of every candidate by every convention.")
  var chart = false

  @OptionGroup var plots: PlotArguments

  func validate() throws {
    try machine.validate(for: pass.phase)
    try lengths.check(pass)
  }

  func run() throws {
    if chart { try plots.check() }
    let questions = try candidates.candidates(logits: pass.logits).map {
      try Question(
        $0, lengths: lengths.values, pass, plan: machine.plan(for: $0),
        roofline: machine.roofline(for: $0))
    }
    let conventions = conventions.conventions(for: pass.phase)
    let answers = conventions.map(Answer.Rule.init).flatMap { rule in
      let first = Answer(questions[0], rule)
      return questions.map { question in
        var answer = Answer(question, rule)
        answer.setRatio(to: first)
        return answer
      }
    }
    Printer().print(
      RecordTable(Answer.fields(for: conventions), rows: answers, name: "flops_compare").render(
        as: output.format, units: output.units))
    Printer().note(
      Notes.of(
        questions.map(\.candidate), longest: pass.cached + lengths.longest,
        conventions, isTraining: pass.phase == .train, machine))
    if chart {
      try plots.draw([
        CostCharts.comparison(answers, conventions: conventions)
      ])
    }
  }
}
