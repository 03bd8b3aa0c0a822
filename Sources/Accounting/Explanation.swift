import Architectures
import Operations

/// Why two conventions give different numbers: each piece of work at both prices.
public struct Explanation: Sendable {
  /// A kind of work on a term, as one convention counts it.
  public struct Side: Equatable, Sendable {
    /// Units of work that the convention sees.
    public var amount: UInt128 = 0
    /// FLOPs for one; `nil` when it isn't counted.
    public var price: UInt128?
    public var flops: UInt128 = 0
  }

  public struct Row: Equatable, Sendable {
    public let term: Term
    public let work: Work
    public var first = Side()
    public var second = Side()
  }

  /// What at least one of the two counts, in the order a forward pass meets it.
  public private(set) var rows: [Row] = []

  /// - Parameter training: What is computed again, when the backward pass is counted too.
  public init(
    _ ledger: Ledger, _ first: Convention, _ second: Convention,
    training: Recomputation? = nil
  ) {
    add(ledger, first, training, \.first)
    add(ledger, second, training, \.second)
    rows.removeAll { $0.first.price == nil && $0.second.price == nil }
    let order = rows.enumerated().sorted {
      ($0.element.term.number, $0.offset) < ($1.element.term.number, $1.offset)
    }
    rows = order.map(\.element)
  }

  private mutating func add(
    _ ledger: Ledger, _ convention: Convention, _ training: Recomputation?,
    _ side: WritableKeyPath<Row, Side>
  ) {
    Bill.forEachPosting(ledger, convention, training: training) { posting in
      let index =
        rows.firstIndex { $0.term == posting.term && $0.work == posting.work }
        ?? {
          rows.append(Row(term: posting.term, work: posting.work))
          return rows.count - 1
        }()
      rows[index][keyPath: side].amount += posting.amount
      rows[index][keyPath: side].price = posting.price
      rows[index][keyPath: side].flops += posting.flops
    }
  }
}
