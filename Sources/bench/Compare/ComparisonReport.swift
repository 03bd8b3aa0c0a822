import CommandLineKit
import Foundation
import Statistics

/// A comparison as it is told, whatever it was made by.
struct ComparisonReport: Sendable {
  enum Method: String, Sendable {
    /// Two commands in blocks of A B B A.
    case alternation
    /// Two runs' stored samples.
    case stored
    /// Counts without noise.
    case exact
  }

  /// The baseline against itself.
  struct Control: Sendable {
    var ratio: Double
    var interval: Interval?
    var isFailed: Bool
  }

  var method: Method
  /// What the two sides are: commands, folders, commits.
  var baseline: String
  var candidate: String
  var rows: [ComparisonRow]
  var verdict: Verdict
  var status: ExitStatus
  var control: Control?
  /// Ratios between 1/(1 + noise) and 1 + noise don't matter.
  var noise: Double?
  var blocks: Int?
  var rerunBlocks: Int?
  /// That it took to measure.
  var seconds: Double?
  /// Sentences for whoever reads it.
  var notes: [String] = []

  /// In a word or two.
  var outcome: String {
    switch status {
    case .cellFailed: "a cell failed"
    case .interrupted: "interrupted"
    case .inconclusive where verdict != .inconclusive: "a cell is missing"
    default: verdict.rawValue
    }
  }

  /// How it was measured, in a sentence.
  var methodSentence: String {
    switch method {
    case .exact: "Counts without noise, of one run each."
    case .stored:
      "Rounds of two runs, unpaired: Mann-Whitney, Holm over the cells, 95% intervals."
    case .alternation:
      "\(Plural.text(blocks ?? 0, "block")) of A B B A\(rerun), 95% intervals of the median, Holm over the cells"
        + (seconds.map { ", in \(NumberFormat.duration(seconds: $0))." } ?? ".")
    }
  }

  private var rerun: String {
    guard let rerunBlocks, rerunBlocks > 0 else { return "" }
    return " and \(rerunBlocks) again to confirm"
  }

  /// What the control said, in a sentence.
  var controlSentence: String? {
    guard let control else { return nil }
    let ratio = control.interval.map {
      ResolvedNumber(control.ratio, low: $0.low, high: $0.high).textWithInterval
    }
    let meaning =
      control.interval == nil
      ? "of too few blocks to say anything."
      : control.isFailed
        ? "which leaves nothing to conclude from this run." : "as it should be."
    return "A against itself: ×\(ratio ?? NumberFormat.ratio(control.ratio)), \(meaning)"
  }

  private var table: RecordTable<ComparisonRow> {
    RecordTable(ComparisonRow.fields, rows: rows, name: "bench_comparison")
  }

  /// In any format, ending in a line end.
  func render(as format: OutputFormat) -> String {
    switch format {
    case .table: text
    case .markdown: markdown
    case .json: json
    case .jsonl, .csv, .tsv, .sql: table.render(as: format)
    }
  }

  /// For a terminal.
  private var text: String {
    let sides = [("A", baseline), ("B", candidate)].map { "\($0)  \($1.oneLine)\n" }.joined()
    let sentences = [methodSentence, controlSentence].compactMap { $0 } + notes
    return "\(sides)\n\(table.render(as: .table))\n"
      + sentences.map { "\($0.oneLine)\n" }.joined() + "verdict: \(outcome)\n"
  }

  /// For a step summary or a comment.
  private var markdown: String {
    let sides = [("A", baseline), ("B", candidate)]
      .map { "- **\($0):** \($1.markdownEscaped)\n" }.joined()
    let sentences = [methodSentence, controlSentence].compactMap { $0 } + notes
    return """
      ### Speed of B beside A: \(outcome)

      \(sides)
      \(table.render(as: .markdown))
      \(sentences.map { "\($0.markdownEscaped)\n" }.joined(separator: "\n"))
      """
  }

  /// One object; `cells` holds what the other formats for programs have a line each of.
  private var json: String {
    let head: JSONValue = [
      "schema": "contextcost.comparison/1",
      "method": .string(method.rawValue),
      "baseline": .string(baseline),
      "candidate": .string(candidate),
      "verdict": .string(verdict.rawValue),
      "status": .int(Int(status.rawValue)),
      "noise": noise.map { .number($0) } ?? .null,
      "control": control.map(Self.json) ?? .null,
      "blocks": blocks.map { .int($0) } ?? .null,
      "rerun_blocks": rerunBlocks.map { .int($0) } ?? .null,
      "seconds": seconds.map { .number($0) } ?? .null,
      "notes": .array(notes.map { .string($0) }),
    ]
    let cells = table.render(as: .json).split(separator: "\n").joined(separator: "\n  ")
    return head.pretty.dropLast(2) + ",\n  \"cells\": \(cells)\n}\n"
  }

  private static func json(_ control: Control) -> JSONValue {
    [
      "ratio": .number(control.ratio),
      "ratio_low": control.interval.map { .number($0.low) } ?? .null,
      "ratio_high": control.interval.map { .number($0.high) } ?? .null,
      "failed": .bool(control.isFailed),
    ]
  }
}

extension ComparisonReport {
  /// A comparison whose status follows from its rows and its verdict.
  ///
  /// - Parameter allowsMissing: Whether cells that B lacks are let pass.
  init(
    method: Method, baseline: String, candidate: String, rows: [ComparisonRow],
    verdict: Verdict, allowsMissing: Bool, control: Control? = nil, noise: Double? = nil,
    blocks: Int? = nil, rerunBlocks: Int? = nil, seconds: Double? = nil
  ) {
    let isFailed = rows.contains { $0.outcome == .failed }
    self.init(
      method: method, baseline: baseline, candidate: candidate, rows: rows, verdict: verdict,
      status: isFailed ? .cellFailed : ExitStatus(verdict), control: control, noise: noise,
      blocks: blocks, rerunBlocks: rerunBlocks, seconds: seconds)
    let lacks = rows.contains { $0.outcome == .missing && !$0.isNew }
    guard status == .success, lacks, !allowsMissing else { return }
    status = .inconclusive
    notes = ["B lacks cells that A has; --allow-missing lets them pass."]
  }
}
