import Foundation

/// A model of time over n positions, not a measurement: `a + b·n`, `a + b·n + c·n²`, or `a + b·nᵖ`.
public struct ScalingLaw: Codable, Hashable, Sendable {
  public enum Form: String, CaseIterable, Codable, Sendable {
    case linear
    case quadratic
    case power

    /// Such as `a + b n + c n^2`.
    public var formula: String {
      switch self {
      case .linear: "a + b n"
      case .quadratic: "a + b n + c n^2"
      case .power: "a + b n^p"
      }
    }

    /// Numbers that are fitted, the exponent among them.
    public var parameters: Int { self == .linear ? 2 : 3 }
  }

  /// A time over so many positions, such as a cell's median.
  public typealias Point = (positions: Int, seconds: Double)

  public let form: Form
  /// a, b and, for a quadratic law, c, in seconds; none is negative.
  public let coefficients: [Double]
  /// The largest power of n: 1, 2, or the fitted p.
  public let exponent: Double
  /// Points it was fitted to.
  public let pointCount: Int
  /// Σ (law / measured - 1)², which the fit minimised.
  public let squaredError: Double
  /// The largest deviation of a measured point from the law, relative to the law.
  public let largestResidual: Double

  /// Seconds that the law gives for so many positions.
  public func seconds(positions: Double) -> Double {
    Self.seconds(form, coefficients, exponent, positions)
  }

  private static func seconds(
    _ form: Form, _ coefficients: [Double], _ exponent: Double, _ positions: Double
  ) -> Double {
    form == .power
      ? coefficients[0] + coefficients[1] * pow(positions, exponent)
      : coefficients.reversed().reduce(0) { $0 * positions + $1 }
  }

  /// The non-negative least squares fit on relative residuals, `(law - measured) / measured`.
  ///
  /// Measured times span many orders of magnitude with errors in proportion, so each point weighs
  /// 1 / measured². Every subset of terms is fitted and the best without a negative coefficient
  /// kept, which for so few terms is the exact solution; the exponent is searched between 0.1 and 4.
  /// `nil` when there are fewer points than parameters. O(points).
  public init?(_ form: Form, points: [Point]) {
    let usable = points.filter { $0.seconds > 0 && $0.positions > 0 }
    guard usable.count >= form.parameters else { return nil }
    let best: (coefficients: [Double], squaredError: Double)?
    var exponent = form == .linear ? 1.0 : 2.0
    if form == .power {
      let search = PowerSearch(usable)
      exponent = search.bestExponent()
      best = LeastSquares.nonNegative(search.columns(exponent))
    } else {
      best = LeastSquares.nonNegative(
        (0..<form.parameters).map { power in
          usable.map { pow(Double($0.positions), Double(power)) / $0.seconds }
        })
    }
    guard let best else { return nil }
    self.form = form
    self.exponent = exponent
    coefficients = best.coefficients
    squaredError = best.squaredError
    pointCount = usable.count
    largestResidual = usable.reduce(0) { largest, point in
      let law = Self.seconds(form, best.coefficients, exponent, Double(point.positions))
      return max(largest, abs(point.seconds / law - 1))
    }
  }
}
