import Architectures

/// A ledger priced by a convention: FLOPs by term.
public struct Bill: Equatable, Sendable {
  /// What one term costs.
  public struct Item: Equatable, Sendable {
    public let term: Term
    public internal(set) var flops: UInt128
  }

  /// Terms that cost something, in the order a forward pass meets them.
  public private(set) var items: [Item] = []
  /// Kinds of work that were done and have no price.
  public private(set) var uncounted: Set<Work> = []
  public private(set) var total: UInt128 = 0

  /// FLOPs of a term; `nil` when the convention doesn't count it.
  public func flops(of term: Term) -> UInt128? {
    items.first { $0.term == term }?.flops
  }

  /// The part of the total that an item makes.
  public func share(of item: Item) -> Double {
    total == 0 ? 0 : Double(item.flops) / Double(total)
  }

  init(_ ledger: Ledger, _ convention: Convention) {
    for entry in ledger.entries {
      for charge in entry.operation.charges(pairs: convention.pairs) where charge.amount > 0 {
        guard let price = convention.prices[charge.work] else {
          uncounted.insert(charge.work)
          continue
        }
        add(price * charge.amount * entry.repetitions, to: charge.term)
      }
    }
  }

  private mutating func add(_ flops: UInt128, to term: Term) {
    total += flops
    if let index = items.firstIndex(where: { $0.term == term }) {
      items[index].flops += flops
    } else {
      items.append(Item(term: term, flops: flops))
    }
  }
}

extension Ledger {
  /// FLOPs under a convention.
  public func priced(by convention: Convention) -> Bill { Bill(self, convention) }
}
