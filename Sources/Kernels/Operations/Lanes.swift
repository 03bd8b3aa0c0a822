/// A few `Float`s that are computed with together.
typealias Lanes = SIMD16<Float>

extension Lanes {
  /// As many values as there are lanes, from any address.
  @inline(__always) static func load(_ from: UnsafePointer<Float>) -> Lanes {
    UnsafeRawPointer(from).loadUnaligned(as: Lanes.self)
  }

  @inline(__always) func store(to address: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(address).storeBytes(of: self, as: Lanes.self)
  }

  /// The sum of the squares of `count` values.
  static func sumOfSquares(_ values: UnsafePointer<Float>, count: Int) -> Float {
    var sums = Lanes.zero
    let whole = count / scalarCount * scalarCount
    for index in stride(from: 0, to: whole, by: scalarCount) {
      let lanes = load(values + index)
      sums += lanes * lanes
    }
    var sum = sums.sum()
    for index in whole..<count { sum += values[index] * values[index] }
    return sum
  }

  /// `1 / (1 + exp(-x))`, within a few units in the last place of 1.
  ///
  /// The exponential is `2^(n + f)` with n the nearest integer: the Taylor polynomial of `2^f` on
  /// [-1/2, 1/2] (its remainder is below 1e-8) with n added to the exponent. Adding 1.5 · 2²³ rounds
  /// to an integer, which then stands in the low bits.
  @inline(__always) static func logistic(_ x: Lanes) -> Lanes {
    let exponent = x * -1.442_695_04
    // Beyond ±126 the result is 0 or 1 to the last digit, and a NaN stays one.
    let high = exponent.replacing(with: 126, where: exponent .> 126)
    let bounded = high.replacing(with: -126, where: high .< -126)
    let shifted = bounded + 12_582_912
    let f = bounded - (shifted - 12_582_912)
    var power = f * 1.540_353_0e-4 + 1.333_355_8e-3
    power = power * f + 9.618_129_1e-3
    power = power * f + 5.550_410_9e-2
    power = power * f + 2.402_265_1e-1
    power = power * f + 6.931_471_8e-1
    power = power * f + 1
    let bits = unsafeBitCast(power, to: SIMD16<Int32>.self)
    let n = unsafeBitCast(shifted, to: SIMD16<Int32>.self) &<< 23
    return 1 / (1 + unsafeBitCast(bits &+ n, to: Lanes.self))
  }
}
