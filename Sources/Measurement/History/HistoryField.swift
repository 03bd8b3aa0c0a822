import Foundation

/// The fields of a line, in the order they are written.
enum HistoryField: UInt8, CaseIterable {
  case schema, commit, subject, commitTime, measured
  case architecture, segments, positions, model, layers, dtype, mask, threads, logits, weights
  case machine, compiler, libraries, configuration, reference
  case ratio, low, high, rounds

  var name: StaticString {
    switch self {
    case .schema: "schema"
    case .commit: "commit"
    case .subject: "subject"
    case .commitTime: "commit_time"
    case .measured: "measured"
    case .architecture: "architecture"
    case .segments: "segments"
    case .positions: "positions"
    case .model: "model"
    case .layers: "layers"
    case .dtype: "dtype"
    case .mask: "mask"
    case .threads: "threads"
    case .logits: "logits"
    case .weights: "weights"
    case .machine: "machine"
    case .compiler: "compiler"
    case .libraries: "libraries"
    case .configuration: "configuration"
    case .reference: "reference"
    case .ratio: "ratio"
    case .low: "low"
    case .high: "high"
    case .rounds: "rounds"
    }
  }

  /// Whether a line may leave it out, or say `null`.
  var isOptional: Bool {
    switch self {
    case .subject, .commitTime, .logits, .libraries, .low, .high: true
    default: false
    }
  }

  var bit: UInt32 { 1 << UInt32(rawValue) }

  /// The fields that every line has.
  static let required = allCases.reduce(0 as UInt32) { $1.isOptional ? $0 : $0 | $1.bit }

  /// The field of that name; the one after `last` is tried first, since lines are mostly as written.
  static func named(
    _ name: UnsafeBufferPointer<UInt8>, after last: HistoryField?
  ) -> HistoryField? {
    let next = HistoryField(rawValue: (last?.rawValue).map { $0 + 1 } ?? 0)
    if let next, next.isNamed(name) { return next }
    return allCases.first { $0.isNamed(name) }
  }

  private func isNamed(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let own = self.name
    guard name.count == own.utf8CodeUnitCount, let start = name.baseAddress else { return false }
    return memcmp(start, own.utf8Start, name.count) == 0
  }
}
