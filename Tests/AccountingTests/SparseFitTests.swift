import TestSupport
import Testing

@testable import Accounting

/// Finding a polynomial from its values.
@Suite struct SparseFitTests {
  private typealias Products = [[Int]: Int]

  private func value(_ polynomial: Products, _ sizes: [Int]) -> UInt128 {
    polynomial.reduce(0) { sum, product in
      zip(sizes, product.key).reduce(UInt128(product.value)) { value, size in
        (0..<size.1).reduce(value) { power, _ in power * UInt128(size.0) }
      } + sum
    }
  }

  private func found(
    _ polynomial: Products, most: Int = 5, refusing: @escaping ([Int]) -> Bool = { _ in false }
  ) -> [[Int]: Int128]? {
    let variables = (0..<4).map { index in
      SparseFit.Variable(degree: 2, own: 40 + 3 * index) {
        SparseFit.spread($0, ofVariable: index)
      }
    }
    var fit = SparseFit(variables, mostProducts: most) {
      refusing($0) ? nil : [value(polynomial, $0)]
    }
    guard let products = fit.polynomials().first.flatMap(\.self),
      let (coefficients, divisor) = products.overDivisor, divisor == 1
    else { return nil }
    return Dictionary(uniqueKeysWithValues: zip(products.map(\.exponents), coefficients))
  }

  /// What is found of values of random polynomials are the polynomials.
  @Test func findsWhatItIsGiven() {
    var generator = Seeded(7)
    for _ in 0..<200 {
      var polynomial: Products = [:]
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let exponents = (0..<4).map { _ in Int.random(in: 0...2, using: &generator) }
        polynomial[exponents] = Int.random(in: 1...1_000_000, using: &generator)
      }
      #expect(found(polynomial) == polynomial.mapValues { Int128($0) }, "\(polynomial)")
    }
  }

  @Test func tooManyProductsAreNotFound() {
    #expect(found([[1, 0, 0, 0]: 2, [0, 1, 0, 0]: 3, [0, 0, 0, 1]: 5], most: 2) == nil)
  }

  /// What can't be varied keeps its value, 43, and its power is a number.
  @Test func whatCannotVaryIsANumber() {
    let expected: [[Int]: Int128] = [[1, 0, 0, 0]: 2 * 43 * 43]
    #expect(found([[1, 2, 0, 0]: 2], refusing: { $0[1] != 43 }) == expected)
  }

  /// Modulo a prime, numbers add and multiply as they do, and all but 0 have inverses.
  @Test func residues() throws {
    var generator = Seeded(3)
    for _ in 0..<500 {
      let (a, b) = (
        Int.random(in: -1 << 60...1 << 60, using: &generator),
        Int.random(in: -1 << 60...1 << 60, using: &generator)
      )
      #expect((Residue(a) * Residue(b)).smallest == Int128(a) * Int128(b))
      #expect((Residue(a) + Residue(b)).smallest == Int128(a) + Int128(b))
      #expect((Residue(a) - Residue(b)).smallest == Int128(a) - Int128(b))
      let inverse = try #require(Residue(a | 1).inverse)
      #expect((inverse * Residue(a | 1)).smallest == 1)
      #expect(((Residue(a) * inverse) * Residue(a | 1)).smallest == Int128(a))
    }
    #expect(Residue(0).inverse == nil && Residue(UInt128.max).smallest == 1)
    #expect(solution([[Residue(1), Residue(2)], [Residue(2), Residue(4)]], [[], []]) == nil)
  }
}
