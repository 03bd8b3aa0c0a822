import Architectures
import Operations

/// A number that a convention makes of a ledger; `nil` when it has no rule for it.
struct GoldenMeasure: Sendable {
  private let compute: @Sendable (Ledger, Convention) -> UInt128?

  init(_ compute: @escaping @Sendable (Ledger, Convention) -> UInt128?) {
    self.compute = compute
  }

  func callAsFunction(_ ledger: Ledger, _ convention: Convention) -> UInt128? {
    compute(ledger, convention)
  }

  /// The forward pass.
  static let forward = GoldenMeasure { $0.priced(by: $1).total }

  /// Forward and backward pass.
  static func training(_ recomputation: Recomputation) -> GoldenMeasure {
    GoldenMeasure { $0.priced(by: $1, training: recomputation)?.total }
  }

  /// Some terms of the forward pass together.
  static func terms(_ terms: Term...) -> GoldenMeasure {
    GoldenMeasure { ledger, convention in
      let bill = ledger.priced(by: convention)
      return terms.reduce(0) { $0 + (bill.flops(of: $1) ?? 0) }
    }
  }

  /// Some terms of forward and backward pass together.
  static func trainingTerms(
    _ recomputation: Recomputation, _ terms: Term...
  ) -> GoldenMeasure {
    GoldenMeasure { ledger, convention in
      let bill = ledger.priced(by: convention, training: recomputation)
      return bill.map { bill in terms.reduce(0) { $0 + (bill.flops(of: $1) ?? 0) } }
    }
  }

  /// Multiply-adds of the forward pass.
  static let multiplyAdds = GoldenMeasure { $0.priced(by: $1).multiplyAdds }

  /// Multiply-adds of the forward pass, those with the given terms left out.
  static func multiplyAdds(without terms: Term...) -> GoldenMeasure {
    GoldenMeasure { ledger, convention in
      ledger.priced(by: convention).items.reduce(0) {
        terms.contains($1.term) ? $0 : $0 + $1.multiplyAdds
      }
    }
  }

  /// The same with a changed rule.
  func with(_ change: @escaping @Sendable (inout Convention) -> Void) -> GoldenMeasure {
    GoldenMeasure { ledger, convention in
      var changed = convention
      change(&changed)
      return compute(ledger, changed)
    }
  }

  /// The same so many times.
  func times(_ factor: UInt128) -> GoldenMeasure {
    GoldenMeasure { ledger, convention in compute(ledger, convention).map { $0 * factor } }
  }
}
