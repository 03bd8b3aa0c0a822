/// Which keys a query sees.
public enum AttentionMask: String, Hashable, Sendable, CaseIterable {
  /// Every query sees every key.
  case full
  /// Queries stand at the end of the keys: query `i` sees keys `0 ... i + keys - queries`.
  case causal

  /// How many (query, key) pairs the mask admits.
  public func pairs(queries: Int, keys: Int) -> UInt128 {
    switch self {
    case .full: return UInt128(queries) * UInt128(keys)
    case .causal:
      // Queries before the first key see nothing; the others one key more each.
      let seeing = UInt128(min(queries, keys))
      return seeing * (UInt128(keys) - seeing) + seeing * (seeing + 1) / 2
    }
  }
}
