extension NumberFormat {
  /// The fewest digits that read back as the same, in groups of three: `1,234.5678`.
  ///
  /// Very large and very small ones have an exponent: `1e+20`, `2.5e-07`.
  public static func exact(_ value: Double) -> String {
    guard value.isFinite else { return fixed(value, decimals: 0) }
    let digits =
      value == value.rounded() && abs(value) < 1e15 ? fixed(value, decimals: 0) : "\(value)"
    return digits.contains("e") ? digits : grouped(digits)
  }
}
