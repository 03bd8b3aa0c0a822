import CommandLineKit
import Measurement

extension HistoryEntry {
  /// An entry's columns in the order of the schema: the file's lines and every printed format.
  static let fields: [Field<HistoryEntry>] = identity + setting + environment + result

  private static let identity: [Field<HistoryEntry>] = [
    Field("schema", .text, isInTable: false) { _ in .text(History.schema) },
    Field("commit", .text) { .text($0.commit) },
    Field("subject", .text, isInTable: false) { FieldValue($0.subject) },
    Field("commit_time", title: "committed", .text) { FieldValue($0.commitTime?.description) },
    Field("measured", .text, isInTable: false) { .text($0.measured.description) },
    Field("architecture", .text) { .text($0.series.cell.architecture) },
    Field("segments", .count) { FieldValue($0.series.cell.segments) },
    Field("positions", .count, isInTable: false) { FieldValue($0.series.cell.positions) },
  ]

  private static let setting: [Field<HistoryEntry>] = [
    Field("model", .text) { .text($0.series.cell.setting.model) },
    Field("layers", .count) { FieldValue($0.series.cell.setting.layers) },
    Field("dtype", .text) { .text($0.series.cell.setting.dtype) },
    Field("mask", .text) { .text($0.series.cell.setting.mask) },
    Field("threads", .count) { FieldValue($0.series.cell.setting.threads) },
    Field("logits", .text) { FieldValue($0.series.cell.setting.logits) },
    Field("weights", .text, isInTable: false) { .text($0.series.cell.setting.weights) },
  ]

  private static let environment: [Field<HistoryEntry>] = [
    Field("machine", .text) { .text($0.series.environment.machine) },
    Field("compiler", .text, isInTable: false) { .text($0.series.environment.compiler) },
    Field("libraries", .text, isInTable: false) { FieldValue($0.series.environment.libraries) },
    Field("configuration", .text) { .text($0.series.environment.configuration) },
    Field("reference", .text, isInTable: false) { .text($0.series.environment.reference) },
  ]

  private static let result: [Field<HistoryEntry>] = [
    Field(
      "ratio", title: "time / peak's", .number, told: { $0.resolved.text },
      value: { .real($0.ratio) }),
    Field("low", .number, told: { $0.resolved.lowText }, value: { FieldValue($0.low) }),
    Field("high", .number, told: { $0.resolved.highText }, value: { FieldValue($0.high) }),
    Field("rounds", .count) { FieldValue($0.rounds) },
  ]

  /// The ratio in as many digits as its interval tells apart.
  private var resolved: ResolvedNumber { ResolvedNumber(ratio, low: low, high: high) }

  /// The lines that a file of history gets, without their ends.
  static func lines(of entries: [HistoryEntry]) -> [String] {
    RecordTable(fields, rows: entries).render(as: .jsonl).split(separator: "\n").map(String.init)
  }
}
