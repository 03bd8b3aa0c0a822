import Text

/// Ratios as changes, as people speak of them.
extension NumberText {
  /// +5.1 %, −0.3 %; ×12.3 where a percentage would be long.
  ///
  /// `digits` after the point, more where a change would read as none; `nil` for as many as it takes.
  static func change(_ ratio: Double, digits: Int? = 1) -> String {
    guard ratio.isFinite else { return "?" }
    guard ratio < 10 else { return times(ratio) }
    let percent = (ratio - 1) * 100
    let short = signed(percent, digits: digits)
    let long = signed(percent, digits: nil)
    return plus(isZero(short) && !isZero(long) ? long : short)
  }

  /// +5.1 % [4.2, 6.0], with the digits that the interval tells apart; the change alone where there
  /// is no interval, or one without a width.
  static func change(_ ratio: Double, low: Double?, high: Double?) -> String {
    guard let low, let high, ratio.isFinite, low < high, high < 1e6 else { return change(ratio) }
    guard ratio < 10, high < 10 else {
      let resolved = ResolvedNumber(ratio, low: low, high: high)
      return "×\(resolved.digits) [\(resolved.lowText ?? ""), \(resolved.highText ?? "")]"
    }
    let values = [ratio, low, high].map { ($0 - 1) * 100 }
    guard let places = places(between: values[1], and: values[2]) else { return change(ratio) }
    let texts = values.map { signed($0, digits: places) }
    return plus(texts[0]) + " [\(texts[1]), \(texts[2])]"
  }

  /// `+5.1 %` of a signed number; nothing is neither more nor less.
  private static func plus(_ percent: String) -> String {
    (percent.hasPrefix("−") || isZero(percent) ? "" : "+") + percent + " %"
  }

  private static func isZero(_ text: String) -> Bool {
    !text.contains { ("1"..."9").contains($0) }
  }

  /// With a proper minus sign, and none before a zero.
  private static func signed(_ value: Double, digits: Int?) -> String {
    let text =
      digits.map { decimal(value, places: $0) }
      ?? significant((value * 1e6).rounded() / 1e6, digits: abs(value) < 0.05 ? 2 : 4)
    return isZero(text) ? text.replacing("-", with: "") : text.replacing("-", with: "−")
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
