import Checkpoints
import CommandLineKit
import Workloads

/// What came of every tensor of some cases, as records.
struct CaseReport {
  /// One file: a verification, or why there is none.
  enum Outcome {
    case verified(CaseVerification)
    /// A sentence that names the file, and what the command ends with.
    case refused(path: String, String, ExitStatus)
  }

  /// One tensor; without one when the file was refused.
  private struct Row: Sendable {
    let path: String
    let verification: CaseVerification?
    let tensor: CaseVerification.Row?
    let refusal: String?
    let setting: CaseRun
  }

  private let setting: CaseRun
  private let tolerance: CaseTolerance
  private(set) var outcomes: [Outcome] = []

  init(on setting: CaseRun, tolerance: CaseTolerance) {
    self.setting = setting
    self.tolerance = tolerance
  }

  mutating func add(_ outcome: Outcome) { outcomes.append(outcome) }

  private static func fields(showingFiles: Bool) -> [Field<Row>] {
    [
      Field("file", .text, isInTable: showingFiles) { .text($0.path) },
      Field("architecture", .text, isInTable: false) { FieldValue($0.verification?.architecture) },
      Field("part", .text, isInTable: false) { FieldValue($0.verification?.part) },
      Field("kind", .text) { FieldValue($0.tensor?.kind.rawValue) },
      Field("tensor", .text) { FieldValue($0.tensor?.name) },
      Field("shape", .text) { row in FieldValue(row.tensor.map { "\($0.shape)" }) },
      Field("relative_error", title: "largest relative error", .number) {
        FieldValue($0.tensor?.error)
      },
      Field("status", .text) { .text($0.tensor?.status.rawValue ?? "refused") },
      Field("tolerance", .number, isInTable: false) { FieldValue($0.tensor?.tolerance) },
      Field("over_largest_gradient", .flag, isInTable: false) {
        FieldValue($0.tensor?.isOverLargestGradient)
      },
      Field("reason", .text, isInTable: false) { FieldValue($0.refusal) },
      Field("engine", .text, isInTable: false) { .text($0.setting.engine.rawValue) },
      Field("dtype", .text, isInTable: false) {
        FieldValue($0.setting.engine == .cpu ? $0.setting.processor.type.rawValue : nil)
      },
      Field("instruction_set", .text, isInTable: false) {
        FieldValue($0.setting.engine == .cpu ? $0.setting.processor.instructionSet.name : nil)
      },
    ]
  }

  private func rows(of outcome: Outcome) -> [Row] {
    switch outcome {
    case .verified(let verification):
      verification.rows.map {
        Row(
          path: verification.path, verification: verification, tensor: $0, refusal: nil,
          setting: setting)
      }
    case .refused(let path, let sentence, _):
      [Row(path: path, verification: nil, tensor: nil, refusal: sentence, setting: setting)]
    }
  }

  /// The records of all files.
  func text(as format: OutputFormat, in units: Units) -> String {
    table(outcomes.flatMap(rows), showingFiles: outcomes.count > 1).render(as: format, units: units)
  }

  /// One file for people: what it is, its tensors, and how many of them are right.
  func text(of verification: CaseVerification, in units: Units) -> String {
    let rows = verification.rows
    let right = rows.count { $0.status == .within }
    let absent = rows.count { $0.status == .notMade }
    return
      "\(verification.path): \(verification.architecture), \(verification.part)".oneLine + "\n"
      + table(self.rows(of: .verified(verification)), showingFiles: false).render(
        as: .table, units: units)
      + "\(right) of \(Plural.text(rows.count, "tensor")) within"
      + (absent > 0 ? ", \(absent) not made" : "") + "\n\n"
  }

  /// Whether any file could be read and recomputed.
  var hasVerified: Bool {
    outcomes.contains { if case .verified = $0 { true } else { false } }
  }

  /// How many files are right, in a line for people.
  var closing: String {
    let right = outcomes.count {
      if case .verified(let verification) = $0 { verification.isProved } else { false }
    }
    let (values, gradients) = (number(tolerance.values), number(tolerance.gradients))
    let tolerances = values == gradients ? values : "\(values), gradients within \(gradients)"
    return "\(right) of \(Plural.text(outcomes.count, "file")) within \(tolerances), \(device)\n"
  }

  private func table(_ rows: [Row], showingFiles: Bool) -> RecordTable<Row> {
    RecordTable(Self.fields(showingFiles: showingFiles), rows: rows, name: "bench_verify_case")
  }

  private var device: String {
    switch setting.engine {
    case .cpu: "\(setting.processor.type.rawValue) on \(setting.processor.instructionSet)"
    case .reference: "by the reference"
    }
  }

  private func number(_ tolerance: Double) -> String {
    NumberFormat.significant(tolerance, digits: 3)
  }

  /// How the command ends: what couldn't be computed weighs more than a wrong number, and a file
  /// that is to be changed most.
  var status: ExitStatus {
    let all = outcomes.map { outcome in
      switch outcome {
      case .refused(_, _, let status): status
      case .verified(let verification): verification.isProved ? .success : ExitStatus.checkFailed
      }
    }
    return [.usage, .failure, .checkFailed].first(where: all.contains) ?? .success
  }
}
