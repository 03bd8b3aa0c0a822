import Glibc

extension Tick {
  /// Powers of ten in `range`, thinned to `most`; with twos and fives where only few would be left.
  static func decades(
    in range: AxisRange, most: Int = 8, label: (Double) -> String
  ) -> [Tick] {
    let first = Int(floor(log10(range.lower))) - 1
    let last = Int(ceil(log10(range.upper))) + 1
    let powers = (first...last).filter { range.contains(pow(10, Double($0))) }
    guard powers.count < 3 else {
      return thinned(powers, most: most).map { exponent in
        let value = pow(10, Double(exponent))
        return Tick(value, label(value))
      }
    }
    return (first...last).flatMap { exponent in
      [1.0, 2, 5].map { $0 * pow(10, Double(exponent)) }
    }
    .filter(range.contains)
    .map { Tick($0, label($0)) }
  }

  /// Powers of two in `range`, thinned to `most`.
  static func powersOfTwo(
    in range: AxisRange, most: Int, label: (Double) -> String
  ) -> [Tick] {
    let first = Int(floor(log2(range.lower)))
    let last = Int(ceil(log2(range.upper)))
    let powers = (first...last).filter { range.contains(exp2(Double($0))) }
    return thinned(powers, most: most).map { exponent in
      let value = exp2(Double(exponent))
      return Tick(value, label(value))
    }
  }

  /// Every n-th exponent, counted from 0, so that at most `most` are left.
  private static func thinned(_ exponents: [Int], most: Int) -> [Int] {
    let stride = (exponents.count + most - 1) / max(most, 1)
    return stride <= 1 ? exponents : exponents.filter { $0 % stride == 0 }
  }
}
