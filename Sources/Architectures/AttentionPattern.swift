/// How columns are read as heads, and which pairs of query and key are seen.
public struct AttentionPattern: Hashable, Sendable {
  public let heads: Int
  /// Heads of keys and values; each serves `heads / keyValueHeads` heads of queries.
  ///
  /// Ainslie et al., arXiv 2305.13245.
  public let keyValueHeads: Int
  /// Columns of one head.
  public let headWidth: Int
  public let mask: AttentionMask
  /// Under a causal mask, how many keys a query sees at most: itself and those just before it.
  ///
  /// Beltagy, Peters and Cohan, arXiv 2004.05150; Jiang et al., arXiv 2310.06825.
  public let window: Int?

  public init(
    heads: Int, keyValueHeads: Int? = nil, headWidth: Int, mask: AttentionMask,
    window: Int? = nil
  ) {
    self.heads = heads
    self.keyValueHeads = keyValueHeads ?? heads
    self.headWidth = headWidth
    self.mask = mask
    self.window = window
  }

  /// How many (query, key) pairs are seen.
  public func pairs(queries: Int, keys: Int) -> UInt128 {
    switch mask {
    case .full: return UInt128(queries) * UInt128(keys)
    case .causal:
      // Queries before the first key see nothing; the others 1 ... keys, one key more each, up to
      // the window.
      let seeing = min(queries, keys)
      let most = min(keys, window ?? keys)
      let limited = min(seeing, keys - most)
      return Self.sum(from: keys - seeing + 1, count: seeing - limited)
        + UInt128(limited) * UInt128(most)
    }
  }

  /// `first + (first + 1) + …`, `count` terms.
  private static func sum(from first: Int, count: Int) -> UInt128 {
    let (first, count) = (UInt128(first), UInt128(count))
    return count == 0 ? 0 : count * first + count * (count - 1) / 2
  }
}
