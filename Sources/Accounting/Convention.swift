/// A named way to count FLOPs: a price for each kind of work it looks at.
public struct Convention: Hashable, Sendable {
  /// Which pairs of query and key are counted.
  public enum Pairs: String, Hashable, Sendable {
    /// All of them, whatever the mask.
    case all
    /// Exactly those that the mask admits.
    case admitted
  }

  public let name: String
  public let summary: String
  /// Where the rule comes from.
  public let source: String
  public let pairs: Pairs
  /// FLOPs for one unit of work; what has no price isn't counted.
  public let prices: [Work: UInt128]

  public init(
    name: String, summary: String, source: String, pairs: Pairs, prices: [Work: UInt128]
  ) {
    self.name = name
    self.summary = summary
    self.source = source
    self.pairs = pairs
    self.prices = prices
  }
}
