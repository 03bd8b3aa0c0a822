import Architectures

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
  public private(set) var uncounted: Set<Work> = []
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
    total == 0 ? 0 : Double(item.flops) / Double(total)
  }

  /// The part of the total that attention proper makes: scores, softmax, weighted sum.
  public var attentionShare: Double {
    total == 0
      ? 0
      : items.filter(\.term.isAttention).reduce(0) { $0 + Double($1.flops) } / Double(total)
  }

  /// - Parameter training: What is computed again, when the backward pass is counted too.
  init(_ ledger: Ledger, _ convention: Convention, training: Recomputation?) {
    let rule = training == nil ? nil : convention.training
    for entry in ledger.entries {
      let repetitions = entry.repetitions * ledger.batch
      entry.operation.forEachCharge(under: convention) { term, work, amount in
        guard amount > 0 else { return }
        guard let price = convention.prices[work] else {
          if work.isDone { uncounted.insert(work) }
          return
        }
        var amount = amount
        if convention.gates(term, of: ledger.model) { amount = amount / 2 * 3 }
        add(
          amount * repetitions, at: price, on: term, work,
          passes: rule?.passes(term, work, asked: training ?? .none) ?? 1)
      }
    }
    addParameters(ledger, convention, passes: rule.map {
      $0.passes(.parameters, .parameter, asked: training ?? .none)
    } ?? 1)
  }

  private mutating func addParameters(
    _ ledger: Ledger, _ convention: Convention, passes: Multiple
  ) {
    guard case .parameters(let classes) = convention.basis, let counts = ledger.parameters,
      let price = convention.prices[.parameter]
    else { return }
    let parameters = classes.reduce(UInt128(0)) { $0 + (counts.active[$1] ?? 0) }
    // What the parameters stand for is counted with them.
    uncounted.subtract([.multiplyAdd, .routerMultiplyAdd, .vocabularyMultiplyAdd])
    add(
      parameters * ledger.positions * ledger.batch, at: price, on: .parameters, .parameter,
      passes: passes)
  }

  private mutating func add(
    _ amount: UInt128, at price: UInt128, on term: Term, _ work: Work, passes: Multiple
  ) {
    let flops = passes.times(amount * price)
    let multiplyAdds = work.isMultiplyAdd ? passes.times(amount) : 0
    total += flops
    self.multiplyAdds += multiplyAdds
    if let index = items.firstIndex(where: { $0.term == term }) {
      items[index].flops += flops
      items[index].multiplyAdds += multiplyAdds
    } else {
      items.append(Item(term: term, flops: flops, multiplyAdds: multiplyAdds))
    }
  }
}

extension Convention {
  func has(_ effect: KnownMistake.Effect) -> Bool { mistakes.contains { $0.effect == effect } }

  /// Whether the convention sees a gate in a feed-forward that has none.
  fileprivate func gates(_ term: Term, of model: ModelConfiguration?) -> Bool {
    guard term == .feedForward, let model, !model.isGated else { return false }
    return has(.gatesFeedForward(ofFamily: model.family))
  }
}

extension Ledger {
  /// FLOPs of the forward pass under a convention.
  public func priced(by convention: Convention) -> Bill {
    Bill(self, convention, training: nil)
  }

  /// FLOPs of forward and backward pass; `nil` when the convention has no rule for the latter.
  public func priced(
    by convention: Convention, training recomputation: Recomputation
  ) -> Bill? {
    guard convention.training != nil else { return nil }
    return Bill(self, convention, training: recomputation)
  }
}
