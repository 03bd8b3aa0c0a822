import CommandLineKit
import Measurement

/// A record's fields by name, in order: JSON Lines and CSV both come from this one table.
extension CellRecord {
  var fields: [(name: String, value: JSONValue)] {
    [
      ("schema", .string(Self.schema)),
      ("architecture", .string(cell.architecture)),
      ("segments", .int(cell.segments)),
      ("positions", .int(cell.positions)),
      ("model", .string(cell.setting.model)),
      ("layers", .int(cell.setting.layers)),
      ("dtype", .string(cell.setting.dtype)),
      ("mask", .string(cell.setting.mask)),
      ("threads", .int(cell.setting.threads)),
      ("configuration", .string(MachineProfile.buildConfiguration)),
      ("rounds", .int(timing?.seconds.count ?? 0)),
      ("status", .string(status.name)),
      ("reason", status.reason.map { .string($0) } ?? .null),
      ("median_seconds", timing.map { .number($0.median) } ?? .null),
      ("low_seconds", timing.map { .number($0.interval.lowerBound) } ?? .null),
      ("high_seconds", timing.map { .number($0.interval.upperBound) } ?? .null),
      ("useful_flops", .string("\(usefulFlops)")),
      ("gflops_per_second", gigaflopsPerSecond.map { .number($0) } ?? .null),
      ("peak_resident_bytes", timing.map { .int($0.peakResidentBytes) } ?? .null),
      ("checked_error", timing.map { .number($0.checkedError) } ?? .null),
    ]
  }

  var json: JSONValue { .object(fields.map { ($0.name, $0.value) }) }

  private var status: (name: String, reason: String?) {
    switch outcome {
    case .measured: ("measured", nil)
    case .skipped(let reason): ("skipped", reason)
    case .failed(let reason): ("failed", reason)
    }
  }
}

extension [CellRecord] {
  /// One line a record.
  var jsonLines: String { map { $0.json.compact + "\n" }.joined() }

  /// A header and one line a record, by RFC 4180; what is unknown is empty.
  var csv: String {
    guard let first else { return "" }
    let lines = [first.fields.map(\.name)] + map { $0.fields.map { $0.value.csv } }
    return lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }
}

extension JSONValue {
  fileprivate var csv: String {
    switch self {
    case .null: ""
    case .string(let text):
      text.unicodeScalars.contains { [",", "\"", "\r", "\n"].contains($0) }
        ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    default: compact
    }
  }
}
