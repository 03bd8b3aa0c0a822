import Foundation
import Statistics
import Testing

@Suite struct ScalingLawTests {
  private let sizes = [1, 2, 4, 8, 16, 32, 64, 128]

  /// A law's own points give its coefficients back.
  @Test(arguments: [[0.001, 0.03, 0.0007], [0, 0.03, 0.0007], [0.5, 0, 0.002], [0, 0.02, 0]])
  func exactPoints(coefficients: [Double]) throws {
    let points = sizes.map { size in
      let n = Double(size)
      let seconds = coefficients[0] + coefficients[1] * n + coefficients[2] * n * n
      return (positions: size, seconds: seconds)
    }
    let law = try #require(ScalingLaw(.quadratic, points: points))
    for (found, given) in zip(law.coefficients, coefficients) {
      #expect(abs(found - given) < 1e-9)
    }
    #expect(law.largestResidual < 1e-9)
    #expect(abs(law.seconds(positions: 4096) / points4096(coefficients) - 1) < 1e-6)
  }

  private func points4096(_ c: [Double]) -> Double { c[0] + c[1] * 4096 + c[2] * 4096 * 4096 }

  /// Each point weighs the same relative to itself: noise on the largest doesn't bend the smallest.
  @Test func relativeResiduals() throws {
    let points = sizes.map { size in
      (positions: size, seconds: 0.03 * Double(size) * (size == 128 ? 1.1 : 1))
    }
    let law = try #require(ScalingLaw(.linear, points: points))
    #expect(abs(law.seconds(positions: 1) / 0.03 - 1) < 0.05)
    #expect(law.largestResidual < 0.12)
  }

  /// The unit of length is a matter of words: in another one the same form is chosen, and the law gives
  /// the same seconds.
  @Test(arguments: [
    (ScalingLaw.Form.linear, 0.0), (.quadratic, 0.0007), (.power, 0.0007),
  ])
  func unitsOfLength(form: ScalingLaw.Form, curvature: Double) throws {
    func law(_ unit: Int) throws -> ScalingLaw {
      let points = sizes.map { size in
        let n = Double(size)
        let seconds = 0.002 + 0.03 * n + curvature * pow(n, form == .power ? 2.6 : 2)
        return (positions: size * unit, seconds: seconds * (size % 3 == 1 ? 1.01 : 0.99))
      }
      return try #require(ScalingLaw(form, points: points))
    }
    let (one, other) = (try law(1), try law(512))
    for size in sizes + [4096] {
      let (mine, others) = (
        one.seconds(positions: Double(size)), other.seconds(positions: 512 * Double(size))
      )
      #expect(agree(mine, others, to: 1e-6))
    }
    #expect(abs(one.exponent - other.exponent) < 1e-6)
    #expect(agree(try #require(one.aicc), try #require(other.aicc), to: 1e-6))
  }

  /// A negative coefficient would make time negative somewhere; it is left out instead.
  @Test func noNegativeCoefficients() throws {
    let points = sizes.map { (positions: $0, seconds: 0.03 * Double($0) - 0.02) }
    for form in [ScalingLaw.Form.linear, .quadratic] {
      let law = try #require(ScalingLaw(form, points: points))
      #expect(law.coefficients.allSatisfy { $0 >= 0 })
    }
  }

  @Test func tooFewPoints() {
    #expect(ScalingLaw(.linear, points: [(positions: 1, seconds: 1)]) == nil)
    #expect(ScalingLaw(.quadratic, points: [(1, 1), (2, 2)]) == nil)
    #expect(ScalingLaw(.linear, points: []) == nil)
    // The same size twice determines no line through two coefficients, but one of them.
    let law = ScalingLaw(.linear, points: [(4, 1), (4, 1)])
    #expect(law?.seconds(positions: 4) ?? 0 > 0.99)
  }

  /// scipy's non-negative least squares and bounded search on the same relative residuals, and AICc
  /// by its formula.
  @Test func againstSciPy() throws {
    for row in try SciPy.load().laws {
      let points = zip(row.sizes, row.seconds).map { (positions: Int($0), seconds: $1) }
      for (form, expected) in [
        (ScalingLaw.Form.linear, row.linear), (.quadratic, row.quadratic), (.power, row.power),
      ] {
        let law = try #require(ScalingLaw(form, points: points))
        #expect(agree(law.squaredError, expected.squaredError, to: 1e-6), "\(form) \(row.sizes)")
        for (found, coefficient) in zip(law.coefficients, expected.coefficients) {
          #expect(abs(found - coefficient) < 1e-5 * row.seconds[0], "\(form) \(row.sizes)")
        }
        if let exponent = expected.exponent { #expect(abs(law.exponent - exponent) < 1e-5) }
        if let aicc = expected.aicc {
          // 1e300 where n - k - 1 isn't positive.
          #expect(law.aicc.map { agree($0, aicc, to: 1e-6) } ?? (aicc == 1e300))
        }
      }
    }
  }

  @Test(arguments: [(0.01, 0.02, 1.5), (0, 0.03, 2.4), (0.5, 0.001, 0.7)])
  func exactPower(a: Double, b: Double, exponent: Double) throws {
    let points = sizes.map { (positions: $0, seconds: a + b * pow(Double($0), exponent)) }
    let law = try #require(ScalingLaw(.power, points: points))
    #expect(abs(law.exponent - exponent) < 1e-4)
    #expect(agree(law.coefficients[1], b, to: 1e-3) && abs(law.coefficients[0] - a) < 1e-3)
    #expect(ScalingLaw.chosen(from: points)?.form == .power)
  }

  /// Points on a law choose its form, and the one with fewer parameters when several hold it.
  @Test func choice() throws {
    func form(_ count: Int, _ seconds: (Double) -> Double) -> ScalingLaw.Form? {
      ScalingLaw.chosen(
        from: sizes.prefix(count).map { (positions: $0, seconds: seconds(Double($0))) })?.form
    }
    #expect(form(8) { 0.1 + 0.03 * $0 } == .linear)
    #expect(form(8) { 0.1 + 0.03 * $0 + 0.002 * $0 * $0 } == .quadratic)
    // AICc is defined from five points on for the linear form, from six for the others.
    #expect(form(4) { 0.1 + 0.03 * $0 } == nil)
    #expect(form(5) { 0.03 * $0 * $0 } == .linear)
    #expect(form(6) { 0.01 * $0 + 0.03 * $0 * $0 } == .quadratic)
  }
}
