/// FLOPs as a polynomial in the length and in sizes of the model, with exact coefficients.
public struct Formula: Hashable, Sendable {
  /// A whole number times powers of symbols.
  public struct Product: Hashable, Sendable {
    public let coefficient: Int128
    /// Exponents, at least 1.
    public let powers: [Symbol: Int]
  }

  /// What is added up, the highest powers of the length first; no two have the same powers.
  public let products: [Product]
  /// What the sum is divided by; without a factor that all coefficients have too.
  public let divisor: Int128
  /// The lengths over which it was found to hold.
  public let lengths: ClosedRange<Int>

  /// Every length that can be counted.
  static let allLengths = 1...Pass.longestSequence

  /// The sum of products over a divisor; products with equal powers are added up.
  init(_ products: [Product], over divisor: Int128 = 1, lengths: ClosedRange<Int> = allLengths) {
    var sums: [[Symbol: Int]: Int128] = [:]
    for product in products { sums[product.powers, default: 0] += product.coefficient }
    sums = sums.filter { $0.value != 0 }
    let common = sums.values.reduce(divisor, greatestCommonDivisor)
    self.divisor = divisor / common
    self.products = sums.map { Product(coefficient: $0.value / common, powers: $0.key) }
      .sorted { $0.precedes($1) }
    self.lengths = lengths
  }

  /// The same, found to hold over other lengths.
  func holding(over lengths: ClosedRange<Int>) -> Formula {
    Formula(products, over: divisor, lengths: lengths)
  }

  /// The symbols that occur.
  public var symbols: Set<Symbol> { Set(products.flatMap(\.powers.keys)) }

  /// The formula's value for sizes.
  ///
  /// - Returns: `nil` where it isn't a whole number from 0 on, or takes more than 128 bits.
  public func flops(_ size: (Symbol) -> Int) -> UInt128? {
    var sum: Int128 = 0
    for product in products {
      guard let value = product.substituted(size, keeping: []),
        let next = checked(sum.addingReportingOverflow(value.coefficient))
      else { return nil }
      sum = next
    }
    return sum >= 0 && sum.isMultiple(of: divisor) ? UInt128(sum / divisor) : nil
  }

  /// The formula's value for a length, where it speaks of nothing else.
  public func flops(over positions: Int) -> UInt128? {
    symbols.isSubset(of: [.positions]) ? flops { _ in positions } : nil
  }

  /// The same as a formula of the length alone.
  ///
  /// - Returns: `nil` where coefficients take more than 128 bits.
  func inPositions(_ size: (Symbol) -> Int) -> Formula? {
    var kept: [Product] = []
    for product in products {
      guard let value = product.substituted(size, keeping: [.positions]) else { return nil }
      kept.append(value)
    }
    return Formula(kept, over: divisor, lengths: lengths)
  }
}

extension Formula.Product {
  /// With numbers in place of all symbols but some; `nil` where that takes more than 128 bits.
  fileprivate func substituted(
    _ size: (Formula.Symbol) -> Int, keeping kept: Set<Formula.Symbol>
  ) -> Formula.Product? {
    var value = coefficient
    for (symbol, exponent) in powers where !kept.contains(symbol) {
      for _ in 0..<exponent {
        guard let next = checked(value.multipliedReportingOverflow(by: Int128(size(symbol))))
        else { return nil }
        value = next
      }
    }
    return Formula.Product(coefficient: value, powers: powers.filter { kept.contains($0.key) })
  }

  /// Whether it stands before another: by the length's power, by all powers, by its letters.
  fileprivate func precedes(_ other: Formula.Product) -> Bool {
    let (length, others) = (powers[.positions] ?? 0, other.powers[.positions] ?? 0)
    if length != others { return length > others }
    let (degree, otherDegree) = (powers.values.reduce(0, +), other.powers.values.reduce(0, +))
    return degree == otherDegree ? letters < other.letters : degree > otherDegree
  }
}

/// A result that didn't overflow.
private func checked(_ result: (partialValue: Int128, overflow: Bool)) -> Int128? {
  result.overflow ? nil : result.partialValue
}

/// The largest whole number that divides both, at least 1 where one of them isn't 0.
func greatestCommonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a < 0 ? -a : a
}
