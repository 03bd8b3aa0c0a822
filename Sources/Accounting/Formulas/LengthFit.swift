/// Finds what each term costs as a polynomial in the length, and over which lengths.
struct LengthFit {
  let samples: CostSamples
  /// What is counted over lengths of all magnitudes, odd, even and about powers of 2, and over some
  /// about the one that is asked for; in order.
  private let counted: [(length: Int, costs: [UInt128])]
  /// The length that is asked for.
  private var length: Int { samples.pass.positions }

  init(_ samples: CostSamples) {
    self.samples = samples
    let length = samples.pass.positions
    let around = [-3, -1, 0, 1, 7].map { length + $0 } + [2 * length, 3 * length + 1]
    let fixed = [
      1, 2, 3, 4, 6, 31, 64, 100, 513, 1000, 4097, 10_007, 131_072, 1_000_003, 1 << 33,
    ]
    counted = Set(around + fixed).filter { $0 > 0 }.sorted().compactMap { length in
      samples.costs([.positions: length]).map { (length, $0) }
    }
  }

  /// A formula for each term and the total; `nil` where there is none.
  func formulas() -> [Formula?] {
    // Through short lengths first: what holds everywhere holds there. Else beside the length itself.
    let short = fitted { 1 + 2 * $0 }
    let near = length > 3 ? fitted { length - $0 } : []
    return short.indices.map { index in
      held(short[index], index) ?? (near.isEmpty ? nil : held(near[index], index))
    }
  }

  /// Polynomials through the length itself and two samples.
  private func fitted(_ lengths: @escaping (Int) -> Int) -> [Formula?] {
    var fit = SparseFit(
      [.init(degree: 2, own: length, samples: lengths)], mostProducts: 3
    ) { samples.costs([.positions: $0[0]]) }
    return fit.polynomials().map { products in
      products.flatMap { Formula($0, of: [.positions]) }
    }
  }

  private func holds(_ formula: Formula, _ index: Int, at length: Int) -> Bool {
    samples.costs([.positions: length]).map { $0[index] == formula.flops(over: length) } ?? false
  }

  /// The formula with the lengths over which it holds; `nil` if these don't reach to one end, or too
  /// few of them have been seen.
  private func held(_ formula: Formula?, _ index: Int) -> Formula? {
    guard let formula, !formula.products.isEmpty else { return nil }
    let all = Formula.allLengths
    let (first, last) = counted.reduce((0, all.upperBound + 1)) { ends, other in
      if formula.flops(over: other.length) == other.costs[index] { return ends }
      return other.length < length
        ? (max(ends.0, other.length), ends.1) : (ends.0, min(ends.1, other.length))
    }
    guard first == 0 || last > all.upperBound else { return nil }
    func end(before outside: Int) -> Int {
      self.end(from: length, before: outside) { holds(formula, index, at: $0) }
    }
    let range = end(before: first)...end(before: last)
    // Three lengths are those it was fitted through.
    guard counted.count(where: { range.contains($0.length) }) > 5, range.count > 32
    else { return nil }
    return formula.holding(over: range)
  }

  /// The last length, on the way from one where something holds to one where it doesn't, where it does.
  private func end(from inside: Int, before outside: Int, _ holds: (Int) -> Bool) -> Int {
    if !(1...Pass.longestSequence).contains(outside) { return outside < 1 ? 1 : outside - 1 }
    var (inside, outside) = (inside, outside)
    while abs(inside - outside) > 1 {
      let middle = (inside + outside) / 2
      if holds(middle) { inside = middle } else { outside = middle }
    }
    return inside
  }
}

extension Formula {
  /// The polynomial that was found in some symbols; `nil` where its coefficients aren't those of one.
  init?(_ products: [SparseFit.Product], of symbols: [Symbol]) {
    guard let (coefficients, divisor) = products.overDivisor else { return nil }
    self.init(
      zip(products, coefficients).map { product, coefficient in
        let powers = zip(symbols, product.exponents).filter { $0.1 > 0 }
        return Product(
          coefficient: coefficient, powers: Dictionary(uniqueKeysWithValues: powers))
      }, over: divisor)
  }
}
