import Text

extension Sample {
  /// The longest line that is taken for a sample.
  public static let longestLine = 64 << 10

  /// Why a line holds no sample.
  public enum LineProblem: Error, Equatable, CustomStringConvertible {
    /// Written by another version of the program.
    case schema(String)
    /// Torn, edited or something else.
    case unreadable(String)

    public var description: String {
      switch self {
      case .schema(let name): "it is of schema '\(name)', and this program reads \(Sample.schema)"
      case .unreadable(let reason): reason
      }
    }
  }

  /// Reads a line without its end; O(bytes).
  public init(line: ArraySlice<UInt8>) throws(LineProblem) {
    guard line.count <= Self.longestLine else {
      throw .unreadable("it is too long for a sample")
    }
    let json: ParsedJSON
    do throws(JSONProblem) {
      json = try JSONReader.value(of: Array(line), limits: .line)
    } catch {
      throw .unreadable("\(error.fact) at byte \(error.column)")
    }
    // What another version wrote may look wrong in any other way too.
    if case .object(let members) = json, case .string(let schema) = members["schema"],
      schema != Self.schema
    {
      throw .schema(String(schema.prefix(64)))
    }
    do throws(JSONFields.Problem) {
      try self.init(json: json)
    } catch {
      throw .unreadable(error.description)
    }
  }

  /// The line that `init(line:)` reads, with its end: of the same sample, the same bytes.
  public var line: [UInt8] { Array(json.canonical.utf8) + [UInt8(ascii: "\n")] }

  // MARK: Fields

  private var json: ParsedJSON {
    var members: [String: ParsedJSON] = [:]
    members.set("schema", Self.schema)
    members.set("cell", cell.description)
    members.set("digest", digest)
    members.set("round", round)
    members.set("order", order)
    members.set("attempt", attempt)
    members.set("status", status)
    members.set("reason", reason)
    members.set("seconds", seconds)
    members.set("passes", passes)
    members.set("disturbed", isDisturbed)
    members.set("resident_bytes", residentBytes)
    members.set("checked_error", checkedError)
    members.set("lowered", lowered)
    members["sentinels"] = sentinels?.json
    members.set("visit_seconds", visitSeconds)
    members.set("spent_seconds", spentSeconds)
    return .object(members)
  }

  /// What a later program adds changes nothing about the rest.
  private init(json: ParsedJSON) throws(JSONFields.Problem) {
    var fields = try JSONFields(json)
    let _: String = try fields.value("schema")
    let name: String = try fields.value("cell")
    guard let cell = CellName(name) else {
      throw JSONFields.Problem("its 'cell' is \(QuotedText(name)), which names none")
    }
    self.init(
      cell: cell, digest: try fields.value("digest"), round: try fields.value("round"),
      order: try fields.value("order"), attempt: try fields.value("attempt"),
      status: try Self.status(&fields), reason: try fields.optional("reason"),
      seconds: try fields.optional("seconds"), passes: try fields.optional("passes"),
      isDisturbed: try fields.value("disturbed"),
      residentBytes: try fields.optional("resident_bytes"),
      checkedError: try fields.optional("checked_error"), lowered: try fields.optional("lowered"),
      sentinels: try Self.sentinels(&fields), visitSeconds: try fields.optional("visit_seconds"),
      spentSeconds: try fields.optional("spent_seconds"))
    if let problem { throw JSONFields.Problem(problem) }
  }

  private static func status(_ fields: inout JSONFields) throws(JSONFields.Problem) -> Status {
    let name: String = try fields.value("status")
    guard let status = Status(rawValue: name) else {
      throw JSONFields.Problem(Status.refusal(of: name))
    }
    return status
  }

  private static func sentinels(
    _ fields: inout JSONFields
  ) throws(JSONFields.Problem) -> Sentinels? {
    guard let json: ParsedJSON = try fields.optional("sentinels") else { return nil }
    return try Sentinels(json: json)
  }
}

extension Sample.Status: JSONConvertible {}

extension Sentinels {
  fileprivate var json: ParsedJSON {
    var members: [String: ParsedJSON] = [:]
    members.set("steal_share", stealShare)
    members.set("pressure_share", pressureShare)
    members.set("involuntary_switches", involuntarySwitches)
    members.set("system_seconds", systemSeconds)
    members.set("page_faults", pageFaults)
    members.set("calibration_before_seconds", calibrationBeforeSeconds)
    members.set("calibration_after_seconds", calibrationAfterSeconds)
    members.set("calibration_fastest_seconds", calibrationFastestSeconds)
    members.set("calibration_flops", calibrationFlops)
    return .object(members)
  }

  fileprivate init(json: ParsedJSON) throws(JSONFields.Problem) {
    var fields = try JSONFields(json)
    self.init(
      stealShare: try fields.optional("steal_share"),
      pressureShare: try fields.optional("pressure_share"),
      involuntarySwitches: try fields.optional("involuntary_switches"),
      systemSeconds: try fields.optional("system_seconds"),
      pageFaults: try fields.optional("page_faults"),
      calibrationBeforeSeconds: try fields.value("calibration_before_seconds"),
      calibrationAfterSeconds: try fields.value("calibration_after_seconds"),
      calibrationFastestSeconds: try fields.value("calibration_fastest_seconds"),
      calibrationFlops: try fields.optional("calibration_flops"))
  }
}

extension JSONLimits {
  /// For a line of a few fields.
  static let line = JSONLimits(depth: 8, values: 1000)
}
