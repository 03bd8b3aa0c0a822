import Foundation

/// The exponent p with which a + b·nᵖ comes closest to measured times, on relative residuals.
struct PowerSearch {
  /// No pass over a sequence has an exponent outside.
  static let exponents = 0.1...4.0

  private let logarithms: [Double]
  /// 1 / seconds, by which a residual becomes relative.
  private let weights: [Double]

  init(_ points: [ScalingLaw.Point]) {
    logarithms = points.map { log(Double($0.positions)) }
    weights = points.map { 1 / $0.seconds }
  }

  /// Of a and b, divided by the measured times.
  func columns(_ exponent: Double) -> [[Double]] {
    [weights, zip(logarithms, weights).map { exp(exponent * $0) * $1 }]
  }

  /// The best of a grid in steps of 0.1, refined by golden section between its neighbours.
  ///
  /// About 80 fits of O(points).
  func bestExponent() -> Double {
    let step = 0.1
    var best = (exponent: 0.0, error: Double.infinity)
    for place in 1...40 {
      let exponent = step * Double(place)
      let error = squaredError(exponent)
      if error < best.error { best = (exponent, error) }
    }
    let golden = (5.0.squareRoot() - 1) / 2
    var low = max(Self.exponents.lowerBound, best.exponent - step)
    var high = min(Self.exponents.upperBound, best.exponent + step)
    var left = (exponent: high - golden * (high - low), error: 0.0)
    var right = (exponent: low + golden * (high - low), error: 0.0)
    left.error = squaredError(left.exponent)
    right.error = squaredError(right.exponent)
    while high - low > 1e-8 {
      if left.error < right.error {
        (high, right) = (right.exponent, left)
        left.exponent = high - golden * (high - low)
        left.error = squaredError(left.exponent)
      } else {
        (low, left) = (left.exponent, right)
        right.exponent = low + golden * (high - low)
        right.error = squaredError(right.exponent)
      }
    }
    let refined = (low + high) / 2
    return squaredError(refined) < best.error ? refined : best.exponent
  }

  /// Σ (a u + b v - 1)² at the best a, b >= 0, with u = 1 / t and v = nᵖ / t, in closed form.
  private func squaredError(_ exponent: Double) -> Double {
    var (uu, uv, vv, u, v) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (logarithm, first) in zip(logarithms, weights) {
      let second = exp(exponent * logarithm) * first
      uu += first * first
      uv += first * second
      vv += second * second
      u += first
      v += second
    }
    let determinant = uu * vv - uv * uv
    let a = (u * vv - v * uv) / determinant
    let b = (v * uu - u * uv) / determinant
    // What the fit takes away from Σ 1 = n; one term alone where the other came out negative.
    let gain = a >= 0 && b >= 0 ? a * u + b * v : max(u * u / uu, v * v / vv)
    return Double(weights.count) - gain
  }
}
