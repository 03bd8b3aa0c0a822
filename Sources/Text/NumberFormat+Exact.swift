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

  /// The fewest digits that read back as the same, as XML Schema's `decimal` has them: `1234.5678`,
  /// `0.00000025`, neither grouped nor with an exponent; `0` for what isn't finite.
  public static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let parts = "\(abs(value))".split(separator: "e")
    let digits = parts[0].split(separator: ".")
    let fraction = digits.count > 1 && digits[1] != "0" ? digits[1] : ""
    // So many digits stand before the point, which zeros on either side make room for.
    let whole = digits[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    let all =
      String(repeating: "0", count: max(0, 1 - whole)) + digits[0] + fraction
      + String(repeating: "0", count: max(0, whole - digits[0].count - fraction.count))
    let point = all.index(all.startIndex, offsetBy: max(1, whole))
    let decimals = all[point...]
    let sign = value < 0 ? "-" : ""
    return sign + all[..<point] + (decimals.isEmpty ? "" : ".\(decimals)")
  }
}
