/// What a comparison says of a cell, or of a run.
public enum Verdict: String, Codable, CaseIterable, Sendable {
  case improved
  case unchanged
  case regressed
  /// The data decide nothing; never to be read as "unchanged".
  case inconclusive
}

extension Verdict {
  /// Of all cells together: regressed if one is, else inconclusive if one is or there is none, else
  /// improved if one is.
  public init(of cells: [Verdict]) {
    let order = [Verdict.regressed, .inconclusive, .improved]
    self = cells.isEmpty ? .inconclusive : order.first { cells.contains($0) } ?? .unchanged
  }

  /// Whether the candidate differs.
  public var isChange: Bool { self == .improved || self == .regressed }
}
