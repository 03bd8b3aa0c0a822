import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// `flops explain`: why two conventions give different numbers.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Sets two conventions side by side, term by term, with prices and sources.",
    discussion: """
      The difference is the first convention's FLOPs less the second's.

      Examples:
        flops explain hoffmann --vs palm --model opt-125m --len 2048
        flops explain rmt-paper --vs matmul-causal --model opt-175b --arch full
        flops explain torch --vs megatron --phase train --format csv
      """)

  @Argument(
    help: ArgumentHelp("A convention.", valueName: "convention"), completion: .conventions,
    transform: CommandLineError.usage(ConventionArguments.one))
  var first: Convention

  @Option(
    name: .customLong("vs"), help: ArgumentHelp("Another.", valueName: "convention"),
    completion: .conventions,
    transform: CommandLineError.usage(ConventionArguments.one))
  var second: Convention

  @OptionGroup var candidates: CandidateArguments

  @Option(
    name: [.customLong("len"), .customLong("length")], parsing: .unconditional,
    help: ArgumentHelp(
      "Positions to process; with --packed those of each sequence, with commas between. "
        + "(default: 2048)",
      valueName: "positions"),
    transform: Lengths.parse)
  var lengths: Lengths = 2048

  @OptionGroup var pass: PassArguments
  @OptionGroup var output: OutputArguments

  func validate() throws { try lengths.check(pass) }

  func run() throws {
    let questions = try candidates.candidates(logits: pass.logits).map {
      try Question(
        $0, lengths: lengths.values, pass, plan: MemoryPlan(precision: .half), roofline: nil)
    }
    let explanations = try questions.map(explanation)
    Printer().print(
      RecordTable(
        ExplanationRow.fields(first, second), rows: explanations.flatMap(\.self),
        name: "flops_explain"
      )
      .render(as: output.format, units: output.units))
    Printer().note(
      Notes.distinct(questions.flatMap(\.candidate.notes))
        + explanations.map { ExplanationRow.reason(first, second, $0) }
        + [first, second].flatMap { convention in
          ["\(convention.name): \(convention.summary). Source: \(convention.source)"]
            + Notes.mistakes(of: [convention])
        })
  }

  private func explanation(of question: Question) throws -> [ExplanationRow] {
    for convention in [first, second]
    where question.pass.recomputation != nil && convention.training == nil {
      throw convention.noTrainingRule
    }
    let explanation = Explanation(
      question.ledger, first, second, training: question.pass.recomputation)
    let rows = explanation.rows.map { ExplanationRow(question.candidate, $0) }
    return rows + [
      ExplanationRow(
        question.candidate, totals: question.bill(first)?.total ?? 0,
        question.bill(second)?.total ?? 0)
    ]
  }
}

/// A piece of work at two prices, or the total.
struct ExplanationRow {
  struct Side {
    /// Units of work; `nil` for a total.
    let amount: UInt128?
    let price: UInt128?
    let flops: UInt128?
  }

  let candidate: Candidate
  let term: String
  let work: String
  let first: Side
  let second: Side

  /// FLOPs of the first less those of the second.
  var difference: Int128 {
    Int128(clamping: first.flops ?? 0) - Int128(clamping: second.flops ?? 0)
  }

  var isTotal: Bool { work.isEmpty }

  init(_ candidate: Candidate, _ row: Explanation.Row) {
    func side(_ side: Explanation.Side) -> Side {
      side.price == nil
        ? Side(amount: nil, price: nil, flops: nil)
        : Side(amount: side.amount, price: side.price, flops: side.flops)
    }
    self.candidate = candidate
    (term, work) = (row.term.name, row.work.title)
    (first, second) = (side(row.first), side(row.second))
  }

  init(_ candidate: Candidate, totals first: UInt128, _ second: UInt128) {
    self.candidate = candidate
    (term, work) = ("total", "")
    self.first = Side(amount: nil, price: nil, flops: first)
    self.second = Side(amount: nil, price: nil, flops: second)
  }

  static func fields(_ first: Convention, _ second: Convention) -> [Field<ExplanationRow>] {
    // Names stay the same whatever is compared; titles say what it is.
    [
      Field("model", .text, isInTable: false) { .text($0.candidate.configuration.name) },
      Field("architecture", .text) { .text($0.candidate.entry.name) },
      Field("term", .text) { .text($0.term) },
      Field("work", .text) { .text($0.work) },
      Field("first_price", title: "price", .count) { FieldValue($0.first.price) },
      Field("first_flops", title: first.name, .flops, isStringInJSON: true) {
        FieldValue($0.first.flops)
      },
      Field("second_price", title: "price", .count) { FieldValue($0.second.price) },
      Field("second_flops", title: second.name, .flops, isStringInJSON: true) {
        FieldValue($0.second.flops)
      },
      Field("difference", .flops, isStringInJSON: true) { .signed($0.difference) },
      Field("first_amount", .count, isInTable: false, isStringInJSON: true) {
        FieldValue($0.first.amount)
      },
      Field("second_amount", .count, isInTable: false, isStringInJSON: true) {
        FieldValue($0.second.amount)
      },
      Field("first_convention", .text, isInTable: false) { _ in .text(first.name) },
      Field("second_convention", .text, isInTable: false) { _ in .text(second.name) },
      Field("first_source", .text, isInTable: false) { _ in .text(first.source) },
      Field("second_source", .text, isInTable: false) { _ in .text(second.source) },
    ]
  }

  /// One sentence on a candidate's rows: by how much they differ, and the largest differences.
  static func reason(
    _ first: Convention, _ second: Convention, _ rows: [ExplanationRow]
  ) -> String {
    let parts = rows.filter { !$0.isTotal && $0.difference != 0 }
      .sorted { $0.difference.magnitude > $1.difference.magnitude }
    guard let total = rows.last, !parts.isEmpty else {
      return "\(first.name) and \(second.name) count the same here"
    }
    var clauses: [String] = []
    for part in parts {
      let clause = part.clause(first, second)
      if !clauses.contains(clause) { clauses.append(clause) }
    }
    let why = clauses.prefix(3).joined(separator: "; ")
    let more = clauses.count > 3 ? "; and \(clauses.count - 3) smaller differences" : ""
    let ratio = NumberFormat.ratio(
      Double(total.first.flops ?? 0) / Double(max(total.second.flops ?? 0, 1)))
    return "\(total.candidate.title): \(first.name) is ×\(ratio) of \(second.name): \(why)\(more)"
  }

  /// Such as `hoffmann counts softmax (3 each), palm doesn't`.
  private func clause(_ first: Convention, _ second: Convention) -> String {
    switch (self.first.price, self.second.price) {
    case (let price?, nil): "\(first.name) counts \(work) (\(price) each), \(second.name) doesn't"
    case (nil, let price?): "\(second.name) counts \(work) (\(price) each), \(first.name) doesn't"
    case (let one?, let other?) where one != other:
      "\(work) costs \(one) under \(first.name) and \(other) under \(second.name)"
    default:
      "\(first.name) counts ×"
        + NumberFormat.ratio(
          Double(self.first.flops ?? 0) / Double(max(self.second.flops ?? 1, 1)))
        + " of the \(work) that \(second.name) counts"
    }
  }
}
