/// A model of time against segments, not a measurement: `a + b·N`, or `a + b·N + c·N²`.
public struct ScalingLaw: Equatable, Sendable {
  /// How many terms a law has.
  public enum Form: Int, Sendable {
    case linear = 2
    case quadratic = 3
  }

  public let form: Form
  /// a, b and, for a quadratic law, c, in seconds; none is negative.
  public let coefficients: [Double]
  /// The largest deviation of a measured point from the law, relative to the law.
  public let largestResidual: Double

  /// Seconds that the law gives for a number of segments.
  public func seconds(segments: Double) -> Double {
    Self.seconds(coefficients, segments: segments)
  }

  private static func seconds(_ coefficients: [Double], segments: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * segments + $1 }
  }

  private static func power(_ segments: Int, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * Double(segments) }
  }

  /// The non-negative least squares fit on relative residuals, `(law - measured) / measured`.
  ///
  /// Measured times span many orders of magnitude with errors in proportion, so each point weighs
  /// 1 / measured². Every subset of terms is fitted and the best without a negative coefficient
  /// kept, which for three terms is the exact solution. `nil` when there are fewer points than terms.
  public init?(_ form: Form, points: [(segments: Int, seconds: Double)]) {
    let usable = points.filter { $0.seconds > 0 }
    guard usable.count >= form.rawValue else { return nil }
    // One column for each power of N, divided by the measured time: the target is 1 everywhere.
    let columns = (0..<form.rawValue).map { power in
      usable.map { Self.power($0.segments, power) / $0.seconds }
    }
    var best: (coefficients: [Double], error: Double)?
    for subset in 1..<(1 << form.rawValue) {
      let terms = (0..<form.rawValue).filter { subset >> $0 & 1 == 1 }
      guard let solution = LeastSquares.fit(terms.map { columns[$0] }, toOnesOf: usable.count),
        solution.coefficients.allSatisfy({ $0 >= 0 }),
        solution.squaredError < best?.error ?? .infinity
      else { continue }
      var coefficients = [Double](repeating: 0, count: form.rawValue)
      for (term, value) in zip(terms, solution.coefficients) { coefficients[term] = value }
      best = (coefficients, solution.squaredError)
    }
    guard let best else { return nil }
    self.form = form
    coefficients = best.coefficients
    largestResidual = usable.reduce(0) { largest, point in
      let law = Self.seconds(best.coefficients, segments: Double(point.segments))
      return max(largest, abs(point.seconds / law - 1))
    }
  }
}
