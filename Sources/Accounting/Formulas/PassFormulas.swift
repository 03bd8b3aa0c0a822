import Architectures
import Operations

/// What a pass costs as formulas, found from its ledger by exact fit.
///
/// Each term, and the total, is fitted as a polynomial in the length, of degree 2 at most, and checked at
/// lengths of all magnitudes; one that holds up to a length or from one on says so, and what isn't a
/// polynomial has no formula. Over other sizes of the model a term is fitted too, and where the same
/// polynomial comes of it with the model's own sizes, the formula is in letters.
public struct PassFormulas: Sendable {
  /// Formulas of terms, of a segment where there are segments.
  public private(set) var terms: [Term: Formula] = [:]
  /// The total as a polynomial in the length, of a segment where there are segments.
  public private(set) var total: Formula?

  /// - Parameter bill: What the pass costs under the convention.
  public init(of pass: Pass, under convention: Convention, _ bill: Bill) {
    // Tokens decoded one by one, and sequences of several lengths, have no length to speak of.
    guard pass.phase != .decode, pass.packed.isEmpty else { return }
    let cut = pass.program.segmentation(of: pass.positions)
    guard cut == nil || pass.cached == 0 else { return }
    let length = cut.map { $0.fullCount > 0 ? $0.length : $0.remainder } ?? pass.positions
    guard let sized = try? pass.with([.positions: length], isSegment: cut != nil) else { return }
    let fit = LengthFit(
      CostSamples(sized, convention, bill.items.map(\.term), isSegment: cut != nil))
    let costs = bill.items.map(\.flops) + [bill.total]
    // The segments together have to cost what the whole does.
    let inLength = zip(fit.formulas(), costs).map { formula, flops in
      formula.flatMap { $0.flops(over: cut, else: length) == flops ? $0 : nil }
    }
    let inLetters = SizeFit(fit.samples, convention).formulas(like: inLength.dropLast())
    for (index, item) in bill.items.enumerated() {
      terms[item.term] = inLetters[index] ?? inLength[index]
    }
    total = inLength.last.flatMap(\.self)
  }
}

extension Formula {
  /// The value of a formula of the length for all segments together, or for one length.
  fileprivate func flops(over cut: Segmentation?, else length: Int) -> UInt128? {
    guard let cut else { return flops(over: length) }
    func together(_ count: Int, of length: Int) -> UInt128? {
      if count == 0 { return 0 }
      guard lengths.contains(length), let flops = flops(over: length) else { return nil }
      return UInt128(count) * flops
    }
    guard let full = together(cut.fullCount, of: cut.length),
      let rest = together(cut.remainder > 0 ? 1 : 0, of: cut.remainder)
    else { return nil }
    return full + rest
  }
}

/// What a pass costs with other sizes, each asked for once.
final class CostSamples {
  let pass: Pass
  let isSegment: Bool
  private let convention: Convention
  private let terms: [Term]
  private var known: [[Formula.Symbol: Int]: [UInt128]?] = [:]

  init(_ pass: Pass, _ convention: Convention, _ terms: [Term], isSegment: Bool) {
    self.pass = pass
    self.convention = convention
    self.terms = terms
    self.isSegment = isSegment
  }

  /// FLOPs of each term, and the total; `nil` where the pass can't be so.
  func costs(_ sizes: [Formula.Symbol: Int]) -> [UInt128]? {
    if let costs = known[sizes] { return costs }
    let costs = try? counted(sizes)
    known[sizes] = .some(costs)
    return costs
  }

  private func counted(_ sizes: [Formula.Symbol: Int]) throws -> [UInt128]? {
    let ledger = try pass.with(sizes, isSegment: isSegment).ledger()
    return ledger.priced(by: convention, training: pass.recomputation).map { bill in
      terms.map { bill.flops(of: $0) ?? 0 } + [bill.total]
    }
  }
}
