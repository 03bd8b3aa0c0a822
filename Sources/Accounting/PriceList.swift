import Operations

/// A price for each kind of work; what has none isn't counted.
public struct PriceList: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// By the work's number, so that looking a price up takes no hashing.
  private var prices = [UInt128?](repeating: nil, count: Work.common.count)
  /// FLOPs for a multiply-add of a kind that isn't a Transformer's and has no price of its own, such
  /// as one of a Fourier transform.
  public private(set) var otherMultiplyAdds: UInt128?

  public init(dictionaryLiteral elements: (Work, UInt128)...) {
    for (work, price) in elements { self[work] = price }
  }

  public subscript(work: Work) -> UInt128? {
    get {
      if work.number < prices.count, let price = prices[work.number] { return price }
      return work.number >= Work.common.count && work.isMultiplyAdd ? otherMultiplyAdds : nil
    }
    set {
      while prices.count <= work.number { prices.append(nil) }
      prices[work.number] = newValue
    }
  }

  /// The same with a price for multiply-adds of every other kind.
  public func pricing(otherMultiplyAdds price: UInt128) -> PriceList {
    var list = self
    list.otherMultiplyAdds = price
    return list
  }

  /// The kinds of work that have a price, in the order of tables.
  public var works: [Work] { Work.all.filter { self[$0] != nil } }
}
