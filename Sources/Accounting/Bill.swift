import Architectures
import Operations

/// A ledger priced by a convention: FLOPs by term.
public struct Bill: Equatable, Sendable {
  /// What one term costs.
  public struct Item: Equatable, Sendable {
    public let term: Term
    public internal(set) var flops: UInt128
    /// Multiply-adds among what was counted.
    public internal(set) var multiplyAdds: UInt128
  }

  /// Terms that cost something, in the order a forward pass meets them.
  public private(set) var items: [Item] = []
  /// Kinds of work that were done and have no price.
  public private(set) var uncounted: WorkSet = []
  /// In the convention's unit.
  public private(set) var total: UInt128 = 0
  /// Multiply-adds among what was counted, whatever their price.
  public private(set) var multiplyAdds: UInt128 = 0

  /// FLOPs of a term; `nil` when the convention doesn't count it.
  public func flops(of term: Term) -> UInt128? {
    items.first { $0.term == term }?.flops
  }

  /// The part of the total that an item makes.
  public func share(of item: Item) -> Double {
    total == 0 ? 0 : item.flops.nearestDouble / total.nearestDouble
  }

  /// The part of the total that attention proper makes: scores, softmax, weighted sum.
  public var attentionShare: Double {
    total == 0
      ? 0
      : items.filter(\.term.isAttention).reduce(0) { $0 + $1.flops.nearestDouble }
        / total.nearestDouble
  }

  /// - Parameter training: What is computed again, when the backward pass is counted too.
  init(_ ledger: Ledger, _ convention: Convention, training: Recomputation?) {
    items.reserveCapacity(ledger.entries.count)
    Self.forEachPosting(ledger, convention, training: training) { posting in
      if posting.price == nil {
        // What a source overlooks in places is a known mistake, not a kind it doesn't count.
        if posting.work.isDone, !convention.counts(posting.work) {
          uncounted.insert(posting.work)
        }
      } else {
        add(posting)
      }
    }
    if case .parameters = convention.basis, ledger.parameters != nil {
      // What the parameters stand for is counted with them.
      uncounted.remove([.multiplyAdd, .routerMultiplyAdd, .vocabularyMultiplyAdd])
    }
  }

  private mutating func add(_ posting: Posting) {
    let multiplyAdds = posting.work.isMultiplyAdd ? posting.passes.times(posting.amount) : 0
    total += posting.flops
    self.multiplyAdds += multiplyAdds
    if let index = items.firstIndex(where: { $0.term == posting.term }) {
      items[index].flops += posting.flops
      items[index].multiplyAdds += multiplyAdds
    } else {
      items.append(
        Item(term: posting.term, flops: posting.flops, multiplyAdds: multiplyAdds))
    }
  }
}

/// An amount of one kind of work on one term, and what it costs.
struct Posting {
  let term: Term
  let work: Work
  /// Units of one performance, and how often the forward pass performs it.
  let units: UInt128
  let repetitions: UInt128
  /// `nil` when the convention doesn't count it.
  let price: UInt128?
  /// How often it is done, the backward pass included.
  let passes: Multiple

  /// Units of the forward pass.
  var amount: UInt128 { units * repetitions }
  var flops: UInt128 { passes.times(amount * (price ?? 0)) }
}

extension Bill {
  /// Calls `post` with all work of a ledger as a convention sees it.
  @inline(__always)
  static func forEachPosting(
    _ ledger: Ledger, _ convention: Convention, training: Recomputation?,
    _ post: (Posting) -> Void
  ) {
    let rule = training == nil ? nil : convention.training
    let once: Multiple = 1
    func passes(_ term: Term, _ work: Work) -> Multiple {
      guard let rule else { return once }
      return ledger.adapters == nil || term == .adapters
        ? rule.passes(term, work, asked: training ?? .none)
        : rule.frozenPasses(term, work, asked: training ?? .none)
    }
    // Asked once, not for every charge: most conventions have no mistake beyond their prices.
    let isDistorted = convention.mistakes.contains { $0.effect != .inPrices }
    let seesAll = !convention.has(.layersAndVocabularyAlone)
    for index in ledger.entries.indices {
      let repetitions = ledger.entries[index].repetitions * ledger.batch
      let pairs = ledger.entries[index].subject.pairs.map {
        CountedPairs($0, by: convention.pairs)
      }
      for charge in ledger.entries[index].charges {
        let amount = convention.amount(of: charge, pairs)
        guard amount > 0 else { continue }
        let (term, work) = (charge.term, charge.work)
        let seen =
          isDistorted ? convention.seen(amount, of: work, on: term, in: ledger.model) : amount
        post(
          Posting(
            term: term, work: work, units: seen, repetitions: repetitions,
            price: seesAll || convention.sees(term) ? convention.prices[work] : nil,
            passes: passes(term, work)))
      }
    }
    guard case .parameters(let classes) = convention.basis, let counts = ledger.parameters
    else { return }
    let parameters = classes.reduce(UInt128(0)) { $0 + (counts.active[$1] ?? 0) }
    post(
      Posting(
        term: .parameters, work: .parameter, units: parameters,
        repetitions: ledger.positions * ledger.batch,
        price: convention.prices[.parameter], passes: passes(.parameters, .parameter)))
    guard let adapters = ledger.adapters, let model = ledger.model else { return }
    post(
      Posting(
        term: .adapters, work: .parameter, units: adapters.activeParameters(of: model),
        repetitions: ledger.positions * ledger.batch,
        price: convention.prices[.parameter], passes: passes(.adapters, .parameter)))
  }
}

extension Convention {
  /// Units of a charge as the convention takes them.
  @inline(__always)
  fileprivate func amount(of charge: Charge, _ pairs: CountedPairs?) -> UInt128 {
    if charge.side != nil, let pairs { return pairs.amount(of: charge) }
    if charge.term == .vocabulary {
      let rows = vocabularyRows == .last ? min(charge.rows, 1) : charge.rows
      let columns =
        (charge.columns + vocabularyMultiple - 1) / vocabularyMultiple * vocabularyMultiple
      return elements(rows, charge.inner, columns)
    }
    if charge.term == .attentionNorm, has(.attentionNormOncePerRow) { return elements(charge.rows) }
    return charge.amount
  }
}

extension Ledger {
  /// FLOPs of the forward pass under a convention.
  public func priced(by convention: Convention) -> Bill {
    Bill(self, convention, training: nil)
  }

  /// FLOPs of forward and backward pass, or of the forward pass alone when `recomputation` is `nil`.
  ///
  /// - Returns: `nil` when the convention has no rule for the backward pass that is asked for.
  public func priced(
    by convention: Convention, training recomputation: Recomputation?
  ) -> Bill? {
    guard recomputation == nil || convention.training != nil else { return nil }
    return Bill(self, convention, training: recomputation)
  }
}
