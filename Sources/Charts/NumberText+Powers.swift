import Glibc

/// Numbers too long to be written out.
extension NumberText {
  private static let superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  /// 512, 2,048, 10⁶, 2.5×10¹⁸: written out only below 10⁵, so that no label is long.
  static func compact(_ value: Double) -> String {
    let isShort = abs(value) < 99_999.5 && abs(value) >= 1e-3
    return isShort || value == 0 || !value.isFinite ? significant(value) : scientific(value)
  }

  /// About three significant digits and a power of ten: 10¹⁸, 2.5×10¹⁸.
  private static func scientific(_ value: Double) -> String {
    var exponent = Int(floor(log10(abs(value))))
    // Two steps: ten to the negative exponent overflows for the least numbers.
    var mantissa = value / pow(10, Double(exponent / 2)) / pow(10, Double(exponent - exponent / 2))
    if abs(mantissa) >= 9.995 {
      mantissa /= 10
      exponent += 1
    }
    let digits = significant(mantissa)
    return (digits == "1" ? "" : "\(digits)×") + "10\(superscript(exponent))"
  }

  private static func superscript(_ exponent: Int) -> String {
    String(exponent).map { $0.wholeNumberValue.map { superscripts[$0] } ?? "⁻" }.joined()
  }

  /// A factor to two decimals, as papers give it: 295.07.
  static func factor(_ value: Double) -> String {
    let isPlain = (0.1..<1e6).contains(value)
    return isPlain ? decimal(value, places: 2) : compact(value)
  }

  /// As `duration(seconds:)`, with powers of ten where that would be long.
  static func longDuration(seconds: Double) -> String {
    let isShort = (1e-9..<99_999.5).contains(abs(seconds)) || seconds == 0
    return isShort ? duration(seconds: seconds) : "\(compact(seconds)) s"
  }

  /// Positions at a tick: 512, 1k, 1M, and 10¹² where no prefix is common.
  static func positions(_ count: Double) -> String {
    count < 999.5e9 ? abbreviated(count) : compact(count)
  }

  /// A length in full, 2,048,000, as long as it is exact.
  static func length(_ count: Double) -> String {
    guard count < 1e15 else { return compact(count) }
    return decimal(count, places: count == count.rounded() ? 0 : 1)
  }

  /// `1 position`, `2,048,000 positions`.
  static func positionCount(_ count: Double) -> String {
    "\(length(count)) \(count == 1 ? "position" : "positions")"
  }
}
