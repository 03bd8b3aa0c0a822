/// Which keys a query sees.
public enum AttentionMask: String, Hashable, Sendable, CaseIterable {
  /// Every query sees every key.
  case full
  /// Queries stand at the end of the keys: query `i` sees keys `0 ... i + keys - queries`.
  case causal

  /// How many (query, key) pairs the mask admits.
  public func pairs(queries: Int, keys: Int) -> UInt128 {
    let q = UInt128(queries)
    let k = UInt128(keys)
    switch self {
    case .full: return q * k
    case .causal: return q * (k - q) + q * (q + 1) / 2
    }
  }
}
