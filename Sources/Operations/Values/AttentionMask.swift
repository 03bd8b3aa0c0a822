/// Which keys a query sees.
public enum AttentionMask: String, Hashable, Sendable, CaseIterable {
  /// Every query sees every key.
  case full
  /// Queries stand at the end of the keys: query `i` sees keys `0 ... i + keys - queries`.
  case causal
}
