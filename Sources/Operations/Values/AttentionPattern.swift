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
  /// The keys that aren't padding; `nil`: all of them.
  ///
  /// The others are seen by no query.
  public let keys: Range<Int>?
  public let scores: ScoreStorage

  public init(
    heads: Int, keyValueHeads: Int? = nil, headWidth: Int, mask: AttentionMask,
    window: Int? = nil, keys: Range<Int>? = nil, scores: ScoreStorage = .fused
  ) {
    self.heads = heads
    self.keyValueHeads = keyValueHeads ?? heads
    self.headWidth = headWidth
    self.mask = mask
    self.window = window
    self.keys = keys
    self.scores = scores
  }

  /// The keys that aren't padding, of so many in all.
  public func realKeys(of count: Int) -> Range<Int> {
    (keys ?? 0..<count).clamped(to: 0..<count)
  }

  /// The keys that a query sees; the last query stands at the last key.
  public func keys(seenBy query: Int, of queries: Int, keys count: Int) -> Range<Int> {
    let real = realKeys(of: count)
    switch mask {
    case .full: return real
    case .causal:
      let end = max(query + count - queries + 1, 0)
      return (max(end - (window ?? end), 0)..<end).clamped(to: real)
    }
  }

  /// How many (query, key) pairs are seen.
  public func pairs(queries: Int, keys: Int) -> UInt128 {
    let real = realKeys(of: keys)
    switch mask {
    case .full: return UInt128(queries) * UInt128(real.count)
    case .causal:
      guard queries > 0 else { return 0 }
      // Query i sees the keys before e = keys - queries + 1 + i, but for those before e - window.
      let ends = keys - queries + 1...keys
      return causalPairs(ends, keysBefore: real.upperBound)
        - causalPairs(ends, keysBefore: real.lowerBound)
    }
  }

  /// The pairs whose key is one of the first `limit`.
  private func causalPairs(_ ends: ClosedRange<Int>, keysBefore limit: Int) -> UInt128 {
    let all = Self.sum(ends, limit: limit)
    guard let window, window < ends.upperBound else { return all }
    return all - Self.sum(ends.lowerBound - window...ends.upperBound - window, limit: limit)
  }

  /// The sum of `min(max(e, 0), limit)` over a range.
  private static func sum(_ range: ClosedRange<Int>, limit: Int) -> UInt128 {
    func upTo(_ last: Int) -> UInt128 {
      let rising = UInt128(max(0, min(last, limit)))
      return rising * (rising + 1) / 2 + UInt128(max(0, last - limit)) * UInt128(limit)
    }
    return upTo(range.upperBound) - upTo(range.lowerBound - 1)
  }
}
