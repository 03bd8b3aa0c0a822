/// What a comparison says of a cell, or of a run.
public enum Verdict: String, Codable, CaseIterable, Sendable {
  case improved
  case unchanged
  case regressed
  /// The data decide nothing; never to be read as "unchanged".
  case inconclusive
}

extension Verdict {
  /// Whether the candidate differs.
  public var isChange: Bool { self == .improved || self == .regressed }
}
