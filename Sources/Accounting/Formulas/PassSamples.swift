import Operations

/// What a pass does with other sizes, each counted once, whatever conventions then ask for its price.
public final class PassSamples {
  /// The pass; of a segment where there are segments.
  let pass: Pass
  /// How the whole is cut, where it is.
  let cut: Segmentation?
  private var ledgers: [[Formula.Symbol: Int]: Ledger?] = [:]

  /// Positions of the pass, or of a segment.
  var length: Int { pass.positions }

  /// - Returns: `nil` for tokens that are decoded one by one and for sequences of several lengths,
  ///   which have no length to speak of.
  public init?(_ pass: Pass) {
    guard pass.phase != .decode, pass.packed.isEmpty else { return nil }
    cut = pass.program.segmentation(of: pass.positions)
    guard let cut else {
      self.pass = pass
      return
    }
    let length = cut.fullCount > 0 ? cut.length : cut.remainder
    guard pass.cached == 0, let segment = try? pass.with([.positions: length], isSegment: true)
    else { return nil }
    self.pass = segment
  }

  /// The pass with other sizes, of which it must be able to have all.
  func pass(_ sizes: [Formula.Symbol: Int]) throws -> Pass {
    try pass.with(sizes, isSegment: cut != nil)
  }

  /// `nil` where the pass can't be so.
  func ledger(_ sizes: [Formula.Symbol: Int]) -> Ledger? {
    if let ledger = ledgers[sizes] { return ledger }
    let ledger = try? pass(sizes).ledger()
    ledgers[sizes] = .some(ledger)
    return ledger
  }
}

/// What a pass costs with other sizes under a convention.
final class CostSamples {
  let samples: PassSamples
  let convention: Convention
  private let terms: [Term]
  private var known: [[Formula.Symbol: Int]: [UInt128]?] = [:]

  var pass: Pass { samples.pass }

  init(_ samples: PassSamples, _ convention: Convention, _ terms: [Term]) {
    self.samples = samples
    self.convention = convention
    self.terms = terms
  }

  /// FLOPs of each term, and the total; `nil` where the pass can't be so.
  func costs(_ sizes: [Formula.Symbol: Int]) -> [UInt128]? {
    if let costs = known[sizes] { return costs }
    let bill = samples.ledger(sizes)?.priced(by: convention, training: pass.recomputation)
    let costs = bill.map { bill in terms.map { bill.flops(of: $0) ?? 0 } + [bill.total] }
    known[sizes] = .some(costs)
    return costs
  }
}
