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

  @Option(help: "What the chart shows. (default: flops)")
  var metric: Metric?

  @Flag(help: "Also draw the costs against the length, by the first convention.")
  var chart = false

  @OptionGroup var plots: PlotArguments

  /// Rows are kept until they are printed.
  private static let mostRows = 100_000

  func validate() throws {
    try machine.validate(for: pass.phase)
    try pass.refusePack()
    if metric != nil, !chart {
      throw ValidationError("--metric says what --chart shows; add --chart")
    }
    try metric?.check(pass, machine)
  }

  func run() throws {
    if chart { try plots.check() }
    let lengths = try self.lengths ?? Sweep.parse("512...2048000")
    let groups = try candidates.candidatesByModel(logits: pass.logits)
    let conventions = conventions.conventions(for: pass.phase)
    let rows = lengths.values.count * groups.reduce(0) { $0 + $1.count } * conventions.count
    guard rows <= Self.mostRows else {
      throw ValidationError(
        "\(NumberFormat.grouped(rows)) rows are too many; take fewer lengths, models or "
          + "conventions, up to \(NumberFormat.grouped(Self.mostRows)) rows")
    }
    let rules = conventions.map(Answer.Rule.init)
    var answers: [Answer] = []
    answers.reserveCapacity(rows)
    for group in groups { try append(to: &answers, group, lengths.values, rules) }
    Printer().print(
      RecordTable(Answer.fields(for: conventions), rows: answers, name: "flops_sweep").render(
        as: output.format, units: output.units))
    Printer().note(
      Notes.of(
        groups.flatMap(\.self), longest: pass.cached + (lengths.values.last ?? 0),
        conventions, isTraining: pass.phase == .train, machine))
    if chart {
      try plots.draw([
        try CostCharts.sweep(answers, convention: conventions[0], metric: metric ?? .flops)
      ])
    }
  }

  /// Adds one model's rows; its first architecture's are what the others are compared with.
  private func append(
    to answers: inout [Answer], _ candidates: [Candidate], _ lengths: [Int],
    _ rules: [Answer.Rule]
  ) throws {
    let first = answers.count
    for candidate in candidates {
      let (plan, roofline) = (
        try machine.plan(for: candidate), try machine.roofline(for: candidate)
      )
      var place = first
      for length in lengths {
        let question = try Question(
          candidate, length: length, pass, plan: plan, roofline: roofline)
        for rule in rules {
          var answer = Answer(question, rule)
          answer.setRatio(to: place < answers.count ? answers[place] : answer)
          answers.append(answer)
          place += 1
        }
      }
    }
  }
}
