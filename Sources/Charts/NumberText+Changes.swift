/// Ratios as changes, as people speak of them.
extension NumberText {
  /// +5.1 %, −0.3 %; ×12.3 where a percentage would be long.
  ///
  /// `digits` after the point; `nil` for as many as it takes.
  static func change(_ ratio: Double, digits: Int? = 1) -> String {
    guard ratio.isFinite else { return "?" }
    guard ratio < 10 else { return times(ratio) }
    let percent = signed((ratio - 1) * 100, digits: digits)
    return (percent.hasPrefix("−") || percent.allSatisfy { $0 == "0" || $0 == "." } ? "" : "+")
      + percent + " %"
  }

  /// +5.1 % [4.2, 6.0]; the change alone where there is no interval.
  static func change(_ ratio: Double, low: Double?, high: Double?) -> String {
    guard let low, let high, low.isFinite, high.isFinite else { return change(ratio) }
    guard ratio < 10, high < 10 else {
      return "\(times(ratio)) [\(significant(low)), \(significant(high))]"
    }
    let ends = [low, high].map { signed(($0 - 1) * 100, digits: 1) }
    return "\(change(ratio)) [\(ends.joined(separator: ", "))]"
  }

  /// With a proper minus sign, and none before a zero.
  private static func signed(_ value: Double, digits: Int?) -> String {
    let text =
      digits.map { decimal(value, places: $0) }
      ?? significant((value * 1e6).rounded() / 1e6, digits: 4)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return isZero ? text.replacing("-", with: "") : text.replacing("-", with: "−")
  }
}

/// Rates with decimal prefixes.
extension NumberText {
  /// 215 GFLOP/s, 19.8 GB/s.
  static func prefixed(_ value: Double, unit: String) -> String {
    let prefixes = [(1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
    // As for durations: a rounding error must not turn 1 G into 1,000 M.
    let (size, name) = prefixes.first { value >= $0.0 * 0.999_999 } ?? (1, "")
    let number = value / size
    return "\(number < 99_999 ? significant(number) : compact(number)) \(name)\(unit)"
  }
}
