import Text

/// What a run measures and how it was planned: `configuration.json`, the first file of its folder.
public struct RunConfiguration: StoredFile, Equatable, Sendable {
  /// The version of the format: of a run's configuration, its samples and its records.
  public static let schema: String = "contextcost.bench/2"

  public var schema: String = RunConfiguration.schema
  /// ``Identity/digest`` of the identity.
  public var digest: String
  public var identity: Identity
  /// ISO 8601, in UTC.
  public var started: String
  public var command: [String]
  public var plan: SweepPlan

  public init(identity: Identity, started: String, command: [String], plan: SweepPlan) {
    digest = identity.digest
    self.identity = identity
    self.started = started
    self.command = command
    self.plan = plan
  }

  private enum CodingKeys: String, CodingKey {
    case schema, digest, identity, started, command, plan
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    schema = try values.decode(String.self, forKey: .schema)
    digest = try values.decode(String.self, forKey: .digest)
    identity = try Identity(json: values.decode(ParsedJSON.self, forKey: .identity))
    started = try values.decode(String.self, forKey: .started)
    command = try values.decode([String].self, forKey: .command)
    plan = try values.decode(SweepPlan.self, forKey: .plan)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(schema, forKey: .schema)
    try values.encode(digest, forKey: .digest)
    try values.encode(identity.json, forKey: .identity)
    try values.encode(started, forKey: .started)
    try values.encode(command, forKey: .command)
    try values.encode(plan, forKey: .plan)
  }

  /// What a run of the first version is, and how to have it again.
  public static func explanation(ofOther schema: String, command: [String]) -> String? {
    guard schema == "contextcost.run/1" else { return nil }
    let again = command.isEmpty ? "bench --segments 1...4096" : command.joined(separator: " ")
    return
      "it is a run of schema \(schema), whose cells are options of a command line, and can't be "
      + "read any more; measure it anew with `\(QuotedText.plain(again, longest: 400))`"
  }
}
