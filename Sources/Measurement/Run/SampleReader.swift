import Foundation

/// Reads the fields of a sample's line one by one.
struct SampleReader {
  typealias Problem = JSONLineScanner.Problem
  private typealias Value = JSONLineScanner.Value

  /// As far as the line was read.
  private(set) var schema: String?
  private var sample = Sample(
    cell: CellName(architecture: "", segments: 0), round: 0, status: .failed)
  private var seen: Set<String> = []

  private static let required = [
    "schema", "cell", "round", "order", "attempt", "status", "disturbed",
  ]

  /// The sample of a whole line.
  mutating func sample(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) -> Sample {
    try Self.members(of: bytes) { name, value throws(Problem) in
      guard seen.insert(name).inserted else { throw JSONLineScanner.twice(name) }
      if value != .null { try take(value, as: name, of: bytes) }
    }
    if let missing = Self.required.first(where: { !seen.contains($0) }) {
      throw Problem("it has no '\(missing)'")
    }
    guard schema == Sample.schema else { throw Problem("it is no sample") }
    if let problem = sample.problem { throw Problem(problem) }
    return sample
  }

  private static func members(
    of bytes: UnsafeBufferPointer<UInt8>, _ take: (String, Value) throws(Problem) -> Void
  ) throws(Problem) {
    var scanner = JSONLineScanner(bytes)
    while let member = try scanner.next() {
      try take(
        JSONLineScanner.text(UnsafeBufferPointer(rebasing: bytes[member.name])) ?? "", member.value)
    }
  }

  private mutating func take(
    _ value: Value, as name: String, of bytes: UnsafeBufferPointer<UInt8>
  ) throws(Problem) {
    let field = SampleField(name: name, value: value, bytes: bytes)
    switch name {
    case "schema": schema = try field.text
    case "cell":
      guard let cell = CellName(try field.text) else { throw field.problem }
      sample.cell = cell
    case "status":
      let text = try field.text
      guard let status = Sample.Status(rawValue: text) else {
        throw Problem(Sample.Status.refusal(of: text))
      }
      sample.status = status
    case "round": sample.round = try field.whole
    case "order": sample.order = try field.whole
    case "attempt": sample.attempt = try field.whole
    case "passes": sample.passes = try field.whole
    case "resident_bytes": sample.residentBytes = try field.whole
    case "reason": sample.reason = try field.text
    case "lowered": sample.lowered = try field.text
    case "disturbed": sample.isDisturbed = try field.flag
    case "seconds": sample.seconds = try field.real
    case "checked_error": sample.checkedError = try field.real
    case "visit_seconds": sample.visitSeconds = try field.real
    case "spent_seconds": sample.spentSeconds = try field.real
    case "sentinels": sample.sentinels = try Self.sentinels(field)
    // What a later program adds to this version changes nothing about the rest.
    default: break
    }
  }

  private static func sentinels(_ whole: SampleField) throws(Problem) -> Sentinels {
    guard case .nested(let range) = whole.value else { throw whole.problem }
    let bytes = UnsafeBufferPointer(rebasing: whole.bytes[range])
    var sentinels = Sentinels(
      calibrationBeforeSeconds: 0, calibrationAfterSeconds: 0, calibrationFastestSeconds: 0)
    try members(of: bytes) { name, value throws(Problem) in
      guard value != .null else { return }
      let field = SampleField(name: name, value: value, bytes: bytes)
      switch name {
      case "steal_share": sentinels.stealShare = try field.real
      case "pressure_share": sentinels.pressureShare = try field.real
      case "involuntary_switches": sentinels.involuntarySwitches = try field.whole
      case "system_seconds": sentinels.systemSeconds = try field.real
      case "page_faults": sentinels.pageFaults = try field.whole
      case "calibration_before_seconds": sentinels.calibrationBeforeSeconds = try field.real
      case "calibration_after_seconds": sentinels.calibrationAfterSeconds = try field.real
      case "calibration_fastest_seconds": sentinels.calibrationFastestSeconds = try field.real
      case "calibration_flops": sentinels.calibrationFlops = try field.real
      default: break
      }
    }
    return sentinels
  }
}

/// One field's value, as what it should be.
private struct SampleField {
  let name: String
  let value: JSONLineScanner.Value
  let bytes: UnsafeBufferPointer<UInt8>

  var problem: JSONLineScanner.Problem { JSONLineScanner.Problem("its '\(name)' can't be read") }

  private func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range])
  }

  var text: String {
    get throws(JSONLineScanner.Problem) {
      guard case .text(let range) = value, let text = JSONLineScanner.text(slice(range)) else {
        throw problem
      }
      return text
    }
  }

  var whole: Int {
    get throws(JSONLineScanner.Problem) {
      guard case .number(let range) = value, let whole = JSONLineScanner.whole(slice(range)) else {
        throw problem
      }
      return whole
    }
  }

  var real: Double {
    get throws(JSONLineScanner.Problem) {
      guard case .number(let range) = value, let real = JSONLineScanner.real(slice(range)) else {
        throw problem
      }
      return real
    }
  }

  var flag: Bool {
    get throws(JSONLineScanner.Problem) {
      guard case .flag(let flag) = value else { throw problem }
      return flag
    }
  }
}
