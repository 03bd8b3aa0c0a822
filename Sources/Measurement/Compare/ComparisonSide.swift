/// One of the two things compared.
public enum ComparisonSide: String, CaseIterable, Codable, Hashable, Sendable {
  /// A: what the other is held against.
  case baseline
  /// B: what may have become slower.
  case candidate

  /// The letter that people know it by.
  public var letter: String { self == .baseline ? "A" : "B" }
}
