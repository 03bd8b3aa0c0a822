import Operations

/// A price for each kind of work; what has none isn't counted.
public struct PriceList: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// By the work's number, so that looking a price up takes no hashing.
  private var prices = [UInt128?](repeating: nil, count: Work.common.count)

  public init(dictionaryLiteral elements: (Work, UInt128)...) {
    for (work, price) in elements { self[work] = price }
  }

  public subscript(work: Work) -> UInt128? {
    get { work.number < prices.count ? prices[work.number] : nil }
    set {
      while prices.count <= work.number { prices.append(nil) }
      prices[work.number] = newValue
    }
  }

  /// The kinds of work that have a price, in the order of tables.
  public var works: [Work] { Work.all.filter { self[$0] != nil } }
}
