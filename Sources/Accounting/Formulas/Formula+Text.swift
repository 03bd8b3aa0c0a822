extension Formula: CustomStringConvertible {
  /// Such as `6·L·n·d²`, `L·n·d·(n + 1)` or `24576·n² + 169869312·n`, and where it holds if not over
  /// every length: `…, n ≥ 4095`.
  public var description: String { text { "\($0)" } }

  /// The same with numbers written by `number`, which is given none below 0.
  public func text(_ number: (Int128) -> String) -> String {
    let polynomial = symbols.isSubset(of: [.positions]) ? sum(number) : factored(number)
    if lengths.lowerBound > Self.allLengths.lowerBound {
      return "\(polynomial), n ≥ \(number(Int128(lengths.lowerBound)))"
    }
    if lengths.upperBound < Self.allLengths.upperBound {
      return "\(polynomial), n ≤ \(number(Int128(lengths.upperBound)))"
    }
    return polynomial
  }

  /// `a·n² + b·n`, over the divisor.
  private func sum(_ number: (Int128) -> String) -> String {
    let sum = products.sum(number)
    if divisor == 1 { return sum }
    return (products.count == 1 ? sum : "(\(sum))") + "/\(number(divisor))"
  }

  /// What all products have in common, and the sum of what is left of them.
  private func factored(_ number: (Int128) -> String) -> String {
    guard products.count > 1 else { return sum(number) }
    let coefficient = products.map(\.coefficient).reduce(0, greatestCommonDivisor)
    let powers = products.dropFirst().reduce(products[0].powers) { powers, product in
      powers.merging(product.powers, uniquingKeysWith: min)
        .filter { powers[$0.key] != nil && product.powers[$0.key] != nil }
    }
    let common = Product(coefficient: coefficient, powers: powers)
    let rest = products.map { product in
      Product(
        coefficient: product.coefficient / coefficient,
        powers: product.powers.merging(powers, uniquingKeysWith: -).filter { $0.value > 0 })
    }
    let isPlain = coefficient == 1 && powers.isEmpty
    let outside = isPlain ? "" : common.magnitude(number) + "·"
    return isPlain && divisor == 1
      ? rest.sum(number)
      : "\(outside)(\(rest.sum(number)))" + (divisor == 1 ? "" : "/\(number(divisor))")
  }
}

extension Formula.Product {
  /// The symbols with their exponents: `L·n·d²`.
  var letters: String {
    Formula.Symbol.inOrder(powers.keys).map { symbol in
      symbol.letter + (powers[symbol] == 1 ? "" : Self.superscript(powers[symbol] ?? 1))
    }.joined(separator: "·")
  }

  /// Without its sign: `6·L·n·d²`.
  fileprivate func magnitude(_ number: (Int128) -> String) -> String {
    let size = coefficient < 0 ? -coefficient : coefficient
    if powers.isEmpty { return number(size) }
    return (size == 1 ? "" : number(size) + "·") + letters
  }

  private static func superscript(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String("\(exponent)".compactMap(\.wholeNumberValue).map { digits[$0] })
  }
}

extension [Formula.Product] {
  /// The products with signs between them.
  fileprivate func sum(_ number: (Int128) -> String) -> String {
    enumerated().map { index, product in
      let isNegative = product.coefficient < 0
      let sign = index == 0 ? (isNegative ? "−" : "") : isNegative ? " − " : " + "
      return sign + product.magnitude(number)
    }.joined()
  }
}
