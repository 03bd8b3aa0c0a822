/// Where attention's scores are between the two products.
///
/// Both are the same sum: what differs is the memory that it takes and moves.
public enum ScoreStorage: String, Hashable, Sendable, CaseIterable {
  /// Within the processor, a block at a time: they never exist for all pairs.
  ///
  /// Dao et al., arXiv 2205.14135.
  case fused
  /// In memory, one for each head, query and key, masked ones too: the equation as it is written.
  case stored
}
