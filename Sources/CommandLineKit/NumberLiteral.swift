/// A number as typed, before it is worked out: `digits x 10^exponent x 1024^binaryPower`.
///
/// All arithmetic is on whole numbers, so that `0.001e6` is 1000 and not nearly 1000.
struct NumberLiteral: Equatable {
  /// More significant digits than these are refused; every count with a suffix fits.
  static let mostDigits = 36

  /// Decimal digits, each 0 to 9, without leading zeros; empty for zero.
  var digits: [UInt8]
  /// The power of ten that the last digit stands for.
  var exponent: Int
  /// 1 for Ki, 2 for Mi, 3 for Gi.
  var binaryPower = 0

  init(digits: [UInt8], exponent: Int, binaryPower: Int = 0) {
    self.digits = Array(digits.drop { $0 == 0 })
    self.exponent = exponent
    self.binaryPower = binaryPower
    while self.digits.last == 0 {
      self.digits.removeLast()
      self.exponent += 1
    }
  }

  /// The whole number from 1 to `maximum` that this is.
  func wholeNumber(upTo maximum: Int) throws(NumberProblem) -> Int {
    guard !digits.isEmpty else { throw .zero }
    // 40 digits before the point are beyond any `Int`, whatever follows.
    guard digits.count + exponent <= 40 else { throw .tooLarge(maximum: maximum) }
    guard digits.count <= Self.mostDigits else { throw .tooManyDigits }
    var value = significand
    for _ in 0..<max(0, exponent) {
      value = try value.multiplied(by: 10, upTo: maximum)
    }
    var twos = 10 * binaryPower
    for _ in 0..<max(0, -exponent) {
      // The last digit is not 0, so a tenth is whole only as a fifth of it with a 2 to spare.
      guard twos > 0, value.isMultiple(of: 5) else { throw .fractional }
      value /= 5
      twos -= 1
    }
    value = try value.multiplied(by: 1 << UInt128(twos), upTo: maximum)
    guard let result = Int(exactly: value), result <= maximum else {
      throw .tooLarge(maximum: maximum)
    }
    return result
  }

  /// The nearest `Double`, for factors such as 1.5; infinite when there is none.
  func nearestDouble() throws(NumberProblem) -> Double {
    guard digits.count <= Self.mostDigits else { throw .tooManyDigits }
    let decimal = Double("\(significand)e\(exponent)") ?? .infinity
    return decimal * Double(1 << (10 * binaryPower))
  }

  /// The digits as one number; there are at most `mostDigits`.
  private var significand: UInt128 {
    digits.prefix(Self.mostDigits).reduce(0) { $0 * 10 + UInt128($1) }
  }
}

extension UInt128 {
  fileprivate func multiplied(
    by factor: UInt128, upTo maximum: Int
  ) throws(NumberProblem) -> UInt128 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    guard !overflow else { throw .tooLarge(maximum: maximum) }
    return product
  }
}
