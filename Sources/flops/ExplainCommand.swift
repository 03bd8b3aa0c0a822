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
    help: ArgumentHelp("A convention.", valueName: "convention"),
    transform: CommandLineError.usage(ConventionArguments.one))
  var first: Convention

  @Option(
    name: .customLong("vs"), help: ArgumentHelp("Another.", valueName: "convention"),
    transform: CommandLineError.usage(ConventionArguments.one))
  var second: Convention

  @OptionGroup var candidates: CandidateArguments

  @Option(
    name: [.customLong("len"), .customLong("length")], parsing: .unconditional,
    help: ArgumentHelp("Positions to process. (default: 2048)", valueName: "positions"),
    transform: Count.parse)
  var length: Count = 2048

  @OptionGroup var pass: PassArguments
  @OptionGroup var output: OutputArguments

  func run() throws {
    let questions = try candidates.candidates(logits: pass.logits).map {
      try Question(
        $0, length: length.value, pass, plan: MemoryPlan(precision: .half), roofline: nil)
    }
    var rows: [ExplanationRow] = []
    for question in questions { rows += try explanation(of: question) }
    Printer().print(
      RecordTable(ExplanationRow.fields(first, second), rows: rows).render(
        as: output.format, units: output.units))
    Printer().note(
      try candidates.models().flatMap(\.notes) + [
        ExplanationRow.reason(first, second, rows),
        "\(first.name): \(first.summary). Source: \(first.source)",
        "\(second.name): \(second.summary). Source: \(second.source)",
      ]
        + [first, second].flatMap { convention in
          convention.mistakes.map { "\(convention.name), as its source has it: \($0.text)" }
        })
  }

  private func explanation(of question: Question) throws -> [ExplanationRow] {
    for convention in [first, second]
    where question.pass.recomputation != nil && convention.training == nil {
      throw ValidationError("\(convention.name) has no rule for training")
    }
    let explanation = Explanation(
      question.ledger, first, second, training: question.pass.recomputation)
    let rows = explanation.rows.map { ExplanationRow(question, $0) }
    let total = ExplanationRow(
      candidate: question.candidate, term: "total", work: "",
      first: .init(flops: question.bill(first)?.total ?? 0, price: nil),
      second: .init(flops: question.bill(second)?.total ?? 0, price: nil))
    return rows + [total]
  }
}

/// A piece of work at two prices, or the total.
struct ExplanationRow {
  struct Side {
    let flops: UInt128?
    let price: UInt128?
  }

  let candidate: Candidate
  let term: String
  let work: String
  let first: Side
  let second: Side

  var difference: Int128 {
    Int128(clamping: first.flops ?? 0) - Int128(clamping: second.flops ?? 0)
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
      Field("first_convention", .text, isInTable: false) { _ in .text(first.name) },
      Field("second_convention", .text, isInTable: false) { _ in .text(second.name) },
      Field("first_source", .text, isInTable: false) { _ in .text(first.source) },
      Field("second_source", .text, isInTable: false) { _ in .text(second.source) },
    ]
  }

  /// One sentence: by how much they differ, and the largest differences.
  static func reason(
    _ first: Convention, _ second: Convention, _ rows: [ExplanationRow]
  ) -> String {
    let parts = rows.filter { !$0.isTotal && $0.difference != 0 }
      .sorted { $0.difference.magnitude > $1.difference.magnitude }
    guard !parts.isEmpty else { return "\(first.name) and \(second.name) count the same here" }
    let totals = rows.filter(\.isTotal)
    let ratio =
      totals.reduce(0) { $0 + Double($1.first.flops ?? 0) }
      / max(1, totals.reduce(0) { $0 + Double($1.second.flops ?? 0) })
    let why = parts.prefix(3).map { $0.clause(first, second) }.joined(separator: "; ")
    let more = parts.count > 3 ? "; and \(parts.count - 3) smaller differences" : ""
    return "\(first.name) is ×\(NumberFormat.ratio(ratio)) of \(second.name) here: \(why)\(more)"
  }

  var isTotal: Bool { work.isEmpty }

  /// Such as `it counts softmax (3 each) and palm doesn't`.
  private func clause(_ first: Convention, _ second: Convention) -> String {
    switch (self.first.price, self.second.price) {
    case (let price?, nil): "\(first.name) counts \(work) (\(price) each), \(second.name) doesn't"
    case (nil, let price?): "\(second.name) counts \(work) (\(price) each), \(first.name) doesn't"
    case (let one?, let other?) where one != other:
      "\(work) costs \(one) under \(first.name) and \(other) under \(second.name)"
    default:
      "\(first.name) sees ×"
        + NumberFormat.ratio(
          Double(self.first.flops ?? 0) / Double(max(self.second.flops ?? 1, 1)))
        + " of the \(work) of \(term) that \(second.name) sees"
    }
  }
}

extension ExplanationRow {
  init(_ question: Question, _ row: Explanation.Row) {
    self.init(
      candidate: question.candidate, term: row.term.name, work: row.work.title,
      first: Side(flops: row.first.price.map { _ in row.first.flops }, price: row.first.price),
      second: Side(
        flops: row.second.price.map { _ in row.second.flops }, price: row.second.price))
  }
}
