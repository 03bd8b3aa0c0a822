import Text

extension RunConfiguration {
  /// Everything that decides what is measured: a run is gone on with where it is the same.
  public struct Identity: Hashable, Sendable {
    public var setting: Cell.Setting
    /// The whole model, of which the timed layers are a part, as `ModelConfiguration` stores it.
    package var model: ParsedJSON
    /// Names with their settings; the first is what the others are compared with.
    public var architectures: [String]
    /// What files of stacks among the architectures hold, by the architecture's name.
    package var stacks: [String: ParsedJSON]
    /// Positions of a segment.
    public var segmentPositions: Int
    /// Lengths in segments.
    public var segments: [Int]
    public var seed: UInt64
    public var rounds: RoundLimits
    public var budgetSeconds: Double
    /// As it was asked for; `nil` for a part of what is available.
    public var memoryLimitBytes: Int?
    /// How the program was built, and from which commit.
    public var build: String
    public var commit: String
    /// What tells apart programs of the same commit with changes; `nil` for one without.
    public var program: String?
    /// The machine's fingerprint.
    public var fingerprint: String
    /// What a later program says and this one doesn't know: kept, and part of the digest.
    package var others: [String: ParsedJSON] = [:]

    package init(
      setting: Cell.Setting, model: ParsedJSON, architectures: [String],
      stacks: [String: ParsedJSON] = [:], segmentPositions: Int, segments: [Int], seed: UInt64,
      rounds: RoundLimits, budgetSeconds: Double, memoryLimitBytes: Int?, build: String,
      commit: String, program: String? = nil, fingerprint: String
    ) {
      self.setting = setting
      self.model = model
      self.architectures = architectures
      self.stacks = stacks
      self.segmentPositions = segmentPositions
      self.segments = segments
      self.seed = seed
      self.rounds = rounds
      self.budgetSeconds = budgetSeconds
      self.memoryLimitBytes = memoryLimitBytes
      self.build = build
      self.commit = commit
      self.program = program
      self.fingerprint = fingerprint
    }

    /// Sixteen hexadecimal digits of all of it.
    public var digest: String { json.digest }

    /// The cell of an architecture over so many segments' positions.
    ///
    /// A run's names and lengths are checked before: what overflows is 0.
    public func cell(_ name: CellName) -> Cell {
      let (positions, overflow) = name.segments.multipliedReportingOverflow(by: segmentPositions)
      return Cell(
        architecture: name.architecture, segments: name.segments,
        positions: overflow ? 0 : positions, setting: setting)
    }
  }
}

extension RunConfiguration.Identity {
  package var json: ParsedJSON {
    var members = others
    members.set("setting", setting.json)
    members.set("model", model)
    members.set("architectures", architectures)
    members["stacks"] = stacks.isEmpty ? nil : .object(stacks)
    members.set("segment_positions", segmentPositions)
    members.set("segments", segments)
    // A text, since it may be beyond 2^53.
    members.set("seed", "\(seed)")
    members.set("rounds", rounds.json)
    members.set("budget_seconds", budgetSeconds)
    members.set("memory_limit_bytes", memoryLimitBytes)
    members.set("build", build)
    members.set("commit", commit)
    members.set("program", program)
    members.set("fingerprint", fingerprint)
    return .object(members)
  }

  package init(json: ParsedJSON) throws(JSONFields.Problem) {
    var fields = try JSONFields(json)
    let seed: String = try fields.value("seed")
    guard let seed = UInt64(seed) else { throw JSONFields.Problem("its 'seed' is none") }
    self.init(
      setting: try Cell.Setting(json: fields.value("setting")), model: try fields.value("model"),
      architectures: try fields.value("architectures"),
      stacks: try fields.optional("stacks").map { (stacks: ParsedJSON) throws(JSONFields.Problem) in
        try JSONFields(stacks).rest
      } ?? [:],
      segmentPositions: try fields.value("segment_positions"),
      segments: try fields.value("segments"), seed: seed,
      rounds: try RoundLimits(json: fields.value("rounds")),
      budgetSeconds: try fields.value("budget_seconds"),
      memoryLimitBytes: try fields.optional("memory_limit_bytes"),
      build: try fields.value("build"), commit: try fields.value("commit"),
      program: try fields.optional("program"), fingerprint: try fields.value("fingerprint"))
    others = fields.rest
  }
}

extension RoundLimits {
  fileprivate var json: ParsedJSON {
    var members: [String: ParsedJSON] = [:]
    members.set("minimum", minimum)
    members.set("maximum", maximum)
    members.set("precision", precision)
    return .object(members)
  }

  fileprivate init(json: ParsedJSON) throws(JSONFields.Problem) {
    var fields = try JSONFields(json)
    self.init(
      minimum: try fields.value("minimum"), maximum: try fields.value("maximum"),
      precision: try fields.optional("precision"))
  }
}
