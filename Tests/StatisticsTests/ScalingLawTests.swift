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
      return (segments: size, seconds: seconds)
    }
    let law = try #require(ScalingLaw(.quadratic, points: points))
    for (found, given) in zip(law.coefficients, coefficients) {
      #expect(abs(found - given) < 1e-9)
    }
    #expect(law.largestResidual < 1e-9)
    #expect(abs(law.seconds(segments: 4096) / points4096(coefficients) - 1) < 1e-6)
  }

  private func points4096(_ c: [Double]) -> Double { c[0] + c[1] * 4096 + c[2] * 4096 * 4096 }

  /// Each point weighs the same relative to itself: noise on the largest doesn't bend the smallest.
  @Test func relativeResiduals() throws {
    let points = sizes.map { size in
      (segments: size, seconds: 0.03 * Double(size) * (size == 128 ? 1.1 : 1))
    }
    let law = try #require(ScalingLaw(.linear, points: points))
    #expect(abs(law.seconds(segments: 1) / 0.03 - 1) < 0.05)
    #expect(law.largestResidual < 0.12)
  }

  /// A negative coefficient would make time negative somewhere; it is left out instead.
  @Test func noNegativeCoefficients() throws {
    let points = sizes.map { (segments: $0, seconds: 0.03 * Double($0) - 0.02) }
    for form in [ScalingLaw.Form.linear, .quadratic] {
      let law = try #require(ScalingLaw(form, points: points))
      #expect(law.coefficients.allSatisfy { $0 >= 0 })
    }
  }

  @Test func tooFewPoints() {
    #expect(ScalingLaw(.linear, points: [(segments: 1, seconds: 1)]) == nil)
    #expect(ScalingLaw(.quadratic, points: [(1, 1), (2, 2)]) == nil)
    #expect(ScalingLaw(.linear, points: []) == nil)
    // The same size twice determines no line through two coefficients, but one of them.
    let law = ScalingLaw(.linear, points: [(4, 1), (4, 1)])
    #expect(law?.seconds(segments: 4) ?? 0 > 0.99)
  }
}
