/// Pairs of query and key whose number depends on what a convention counts: all, those that the mask
/// admits, half, or those in a kernel's tiles.
public struct AttendedPairs: Hashable, Sendable {
  public let queries: Int
  public let keys: Int
  public let pattern: AttentionPattern
  /// How often they are attended, with one key more each time, as when tokens are decoded.
  public let steps: Int

  public init(queries: Int, keys: Int, pattern: AttentionPattern, steps: Int = 1) {
    self.queries = queries
    self.keys = keys
    self.pattern = pattern
    self.steps = steps
  }

  /// Scores that are in memory at one time, of all heads; 0 when they never are.
  ///
  /// Masked ones are there too, those of padding aren't.
  public var storedScores: UInt128 {
    switch pattern.scores {
    case .fused: 0
    case .stored: elements(pattern.heads, queries, pattern.realKeys(of: keys).count)
    }
  }

  /// The sum of something over all steps.
  @inlinable
  public func sum(_ amount: (AttendedPairs) -> UInt128) -> UInt128 {
    if steps == 1 { return amount(self) }
    return (0..<steps).reduce(0) { sum, step in
      sum + amount(AttendedPairs(queries: queries, keys: keys + step, pattern: pattern))
    }
  }
}
