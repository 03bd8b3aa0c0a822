/// Polynomials with few products, found from their values, one variable after the other (Zippel,
/// Probabilistic algorithms for sparse polynomials, 1979).
///
/// The products in the variables so far are known where all further ones have their own values. For
/// the next variable, the coefficient of each is solved for at a few values of it, and is a polynomial
/// in it through these. All arithmetic is exact; whether the values are those of a polynomial is for
/// the caller to see, by evaluating it elsewhere.
struct SparseFit {
  /// One of the things the values depend on.
  struct Variable {
    /// The highest power of it that may occur.
    let degree: Int
    /// The value it has while others are looked at.
    let own: Int
    /// Further values, by number; enough of the first ones differ from each other.
    let samples: (Int) -> Int
  }

  struct Product {
    /// Of each variable.
    var exponents: [Int]
    let coefficient: Residue
  }

  let variables: [Variable]
  /// Polynomials with more products aren't looked for.
  let mostProducts: Int
  /// What all polynomials are for values of all variables; `nil` where they have none.
  ///
  /// A variable that leads there keeps its own value.
  let values: ([Int]) -> [UInt128]?
  /// Variables that are done and occur.
  private var fitted: [Int] = []

  init(
    _ variables: [Variable], mostProducts: Int, values: @escaping ([Int]) -> [UInt128]?
  ) {
    self.variables = variables
    self.mostProducts = mostProducts
    self.values = values
  }

  /// A number from 1 to 52 for a sample of a variable, each in turn: powers of primitive roots of the
  /// prime 53, so that variables don't rise together.
  static func spread(_ number: Int, ofVariable index: Int) -> Int {
    // 2 is one, and so are its powers whose exponents 2 and 13 don't divide.
    let exponents = [1, 3, 5, 7, 9, 11, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 41, 43]
    let exponent = exponents[index % exponents.count] * (number + 1) % 52
    return (0..<exponent).reduce(1) { power, _ in 2 * power % 53 }
  }

  /// The products of each polynomial; `nil` for one that has too many.
  mutating func polynomials() -> [[Product]?] {
    guard let first = values(variables.map(\.own)) else { return [] }
    var polynomials: [[Product]?] = first.map {
      [Product(exponents: variables.map { _ in 0 }, coefficient: Residue($0))]
    }
    for index in variables.indices { extend(&polynomials, by: index) }
    return polynomials
  }

  /// Values of a variable to solve at, none of them its own.
  private func points(of variable: Variable) -> [Int] {
    var points: [Int] = []
    for number in 1...16 where points.count < variable.degree {
      let point = variable.samples(number)
      if point != variable.own, !points.contains(point) { points.append(point) }
    }
    return points
  }

  private mutating func extend(_ polynomials: inout [[Product]?], by index: Int) {
    let points = points(of: variables[index])
    let most = polynomials.compactMap { $0?.count }.max() ?? 0
    var results: [[[UInt128]]] = []
    for point in points {
      var atPoint: [[UInt128]] = []
      for number in 0..<most {
        guard let values = values(arguments(number, index, point)) else { return }
        atPoint.append(values)
      }
      results.append(atPoint)
    }
    for polynomial in polynomials.indices {
      polynomials[polynomial] = polynomials[polynomial].flatMap { products in
        extended(
          products, by: index, points,
          results: results.map { $0.prefix(products.count).map { Residue($0[polynomial]) } })
      }
    }
    fitted.append(index)
  }

  /// The value of a variable in a sample: its own until it is done.
  func argument(_ index: Int, _ number: Int) -> Int {
    fitted.contains(index) ? variables[index].samples(number) : variables[index].own
  }

  /// A value for each variable in a sample, one of them at a point.
  private func arguments(_ number: Int, _ index: Int, _ point: Int) -> [Int] {
    variables.indices.map { $0 == index ? point : argument($0, number) }
  }

  /// - Parameter results: At each point, for as many samples as there are products.
  private func extended(
    _ products: [Product], by index: Int, _ points: [Int], results: [[Residue]]
  ) -> [Product]? {
    let matrix = products.indices.map { number in
      products.map { product in
        fitted.reduce(Residue(1 as UInt128)) { value, other in
          value
            * Residue(variables[other].samples(number))
            .power(UInt128(product.exponents[other]))
        }
      }
    }
    let right = products.indices.map { number in results.map { $0[number] } }
    guard let coefficients = solution(matrix, right) else { return nil }
    var extended: [Product] = []
    for (product, atPoints) in zip(products, coefficients) {
      guard
        let powers = interpolated(
          [variables[index].own] + points, [product.coefficient] + atPoints)
      else { return nil }
      for (exponent, coefficient) in powers.enumerated() where !coefficient.isZero {
        var exponents = product.exponents
        exponents[index] = exponent
        extended.append(Product(exponents: exponents, coefficient: coefficient))
      }
    }
    return extended.count <= mostProducts ? extended : nil
  }

  /// Coefficients of the polynomial through points, the constant first.
  private func interpolated(_ points: [Int], _ values: [Residue]) -> [Residue]? {
    // Most don't depend on most variables.
    if values.allSatisfy({ $0 == values[0] }) { return [values[0]] }
    return solution(
      points.map { point in points.indices.map { Residue(point).power(UInt128($0)) } },
      values.map { [$0] })?.map { $0[0] }
  }
}

extension [SparseFit.Product] {
  /// Coefficients as whole numbers over a divisor; `nil` where they aren't, or take 100 bits or more.
  var overDivisor: (coefficients: [Int128], divisor: Int128)? {
    // Pairs are halved, and so are passes.
    for divisor in [1, 2, 4, 8] as [Int128] {
      let whole = map { ($0.coefficient * Residue(UInt128(divisor))).smallest }
      if whole.allSatisfy({ $0.magnitude < 1 << 100 }) { return (whole, divisor) }
    }
    return nil
  }
}
