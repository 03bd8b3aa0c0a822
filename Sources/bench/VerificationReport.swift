import CommandLineKit
import Kernels
import Workloads

/// What came of every expected tensor, as records.
struct VerificationReport {
  /// One expected tensor; without shape and error when nothing is known about it.
  private struct Row: Sendable {
    let tensor: String
    let shape: [Int]?
    let error: Double?
    let isWithin: Bool
    let tolerance: Double
    let setting: ModelVerification.Setting
  }

  private let verification: ModelVerification
  private let rows: [Row]
  private let setting: ModelVerification.Setting

  init(_ verification: ModelVerification, on setting: ModelVerification.Setting) {
    self.verification = verification
    self.setting = setting
    func row(_ name: String, _ comparison: ModelVerification.Comparison?) -> Row {
      Row(
        tensor: name, shape: comparison?.shape, error: comparison?.relativeError,
        isWithin: comparison.map(verification.isWithin) ?? false,
        tolerance: verification.tolerance, setting: setting)
    }
    rows =
      verification.comparisons.map { row($0.name, $0) }
      + verification.unknown.map { row($0, nil) }
  }

  private static let fields: [Field<Row>] = [
    Field("tensor", .text) { .text($0.tensor) },
    Field("shape", .text) { row in FieldValue(row.shape.map { "\($0)" }) },
    Field("relative_error", title: "largest relative error", .number) { FieldValue($0.error) },
    Field("within", .flag) { .flag($0.isWithin) },
    Field("tolerance", .number, isInTable: false) { .real($0.tolerance) },
    Field("dtype", .text, isInTable: false) { .text($0.setting.type.rawValue) },
    Field("instruction_set", .text, isInTable: false) { .text($0.setting.instructionSet.name) },
  ]

  /// The records, and for people how many of them are right.
  func text(as format: OutputFormat, in units: Units) -> String {
    let records = RecordTable(Self.fields, rows: rows, name: "bench_verify_model").render(
      as: format, units: units)
    guard format == .table else { return records }
    let right = rows.count { $0.isWithin }
    let tolerance = NumberFormat.significant(verification.tolerance, digits: 3)
    return records
      + "\n\(right) of \(Plural.text(rows.count, "tensor")) within \(tolerance), \(setting.type.rawValue) on "
      + "\(setting.instructionSet)\n"
  }

  /// What nothing is known about, in a sentence; none when all is known.
  var notes: [String] {
    let unknown = verification.unknown
    guard !unknown.isEmpty else { return [] }
    let shown = unknown.prefix(8).map { "\(Quotation($0))" }.joined(separator: ", ")
    let rest = unknown.count > 8 ? " and \(unknown.count - 8) more" : ""
    return [
      "these tensors are expected, but nothing is known about them: \(shown)\(rest); known: "
        + "full.hidden_last, full.logits, rmt.segment.k.memory and rmt.segment.k.logits"
    ]
  }
}
