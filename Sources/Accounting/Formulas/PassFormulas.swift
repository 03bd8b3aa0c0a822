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
    guard let samples = PassSamples(pass) else {
      self.init()
      return
    }
    self.init(samples, under: convention, bill)
  }

  private init() {}

  /// - Parameters:
  ///   - samples: Of the pass, which other conventions may have asked before.
  ///   - bill: What the pass costs under the convention.
  public init(_ samples: PassSamples, under convention: Convention, _ bill: Bill) {
    let fit = LengthFit(CostSamples(samples, convention, bill.items.map(\.term)))
    let costs = bill.items.map(\.flops) + [bill.total]
    // The segments together have to cost what the whole does.
    let inLength = zip(fit.formulas(), costs).map { formula, flops in
      formula.flatMap { $0.flops(over: samples.cut, else: samples.length) == flops ? $0 : nil }
    }
    let inLetters = SizeFit(fit.samples).formulas(like: inLength.dropLast())
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
