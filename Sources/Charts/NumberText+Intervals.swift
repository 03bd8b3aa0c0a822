import Text

/// As many digits as an interval tells apart.
extension NumberText {
  /// 15.0 between 14.5 and 15.6; three digits where there is no interval.
  static func resolved(_ value: Double, low: Double?, high: Double?) -> String {
    ResolvedNumber(value, low: low, high: high).digits
  }

  /// Decimals worth printing of a percentage between `low` and `high`; `nil` where they tell nothing.
  ///
  /// The share is printed about 100 %, so that a change next to nothing has no more than others.
  static func places(between low: Double, and high: Double) -> Int? {
    guard low < high, high.isFinite else { return nil }
    let digits = ResolvedNumber(100, low: 100 + low, high: 100 + high).digits
    return digits.split(separator: ".").dropFirst().first?.count ?? 0
  }
}
