/// How far values are from those expected.
enum RelativeError {
  /// The largest difference over the largest expected value, or over a given size in its place.
  ///
  /// - Returns: 0 where there is no difference; infinite where a value is no number, values are
  ///   missing, or the size is 0 and there is a difference.
  static func largest<Number: BinaryFloatingPoint>(
    _ values: [Number], _ expected: [Number], over size: Double? = nil
  ) -> Double {
    guard values.count == expected.count, values.allSatisfy(\.isFinite),
      expected.allSatisfy(\.isFinite)
    else { return .infinity }
    let difference = zip(values, expected).reduce(0) {
      max($0, abs(Double($1.0) - Double($1.1)))
    }
    return difference == 0 ? 0 : difference / (size ?? largest(expected))
  }

  /// The largest value, signs aside; 0 of none.
  static func largest(_ values: [some BinaryFloatingPoint]) -> Double {
    values.reduce(0) { max($0, abs(Double($1))) }
  }
}
