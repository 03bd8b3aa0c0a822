/// What a run measures and how it was planned: `configuration.json`, the first file of its folder.
public struct RunConfiguration: StoredFile, Equatable, Sendable {
  /// The version of the format.
  public static let schema: String = "contextcost.run/1"

  public var schema: String = RunConfiguration.schema
  /// ``Identity/hash`` of the identity.
  public var hash: String
  public var identity: Identity
  /// ISO 8601, in UTC.
  public var started: String
  public var command: [String]
  public var plan: SweepPlan

  public init(identity: Identity, started: String, command: [String], plan: SweepPlan) {
    hash = identity.hash
    self.identity = identity
    self.started = started
    self.command = command
    self.plan = plan
  }
}
