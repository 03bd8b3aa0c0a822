import Glibc

/// As many digits as an interval tells apart, trailing zeros included.
extension NumberText {
  /// Decimals worth printing of what lies between `low` and `high`; `nil` where they tell nothing.
  ///
  /// Half the interval's width keeps two digits where it begins with less than 355, else one
  /// (Particle Data Group, Review of Particle Physics, Introduction, 5.3).
  static func places(between low: Double?, and high: Double?) -> Int? {
    guard let low, let high else { return nil }
    let half = (high - low) / 2
    guard half.isFinite, half > 0 else { return nil }
    let exponent = Int(floor(log10(half)))
    let hasTwoDigits = half / pow(10, Double(exponent)) < 3.55
    return min(max(hasTwoDigits ? 1 - exponent : -exponent, 0), 6)
  }

  /// 15.0 between 14.5 and 15.6; three digits where there is no interval.
  static func resolved(_ value: Double, low: Double?, high: Double?) -> String {
    guard let places = places(between: low, and: high) else { return significant(value) }
    return decimal(value, places: places)
  }

  /// 39.0 ms between 38.6 and 39.4 ms; as `longDuration(seconds:)` where there is no interval.
  static func duration(seconds: Double, low: Double?, high: Double?) -> String {
    let (size, name) = unit(ofSeconds: seconds)
    let (low, high) = (low.map { $0 / size }, high.map { $0 / size })
    guard seconds < 99_999.5, places(between: low, and: high) != nil else {
      return longDuration(seconds: seconds)
    }
    return "\(resolved(seconds / size, low: low, high: high)) \(name)"
  }
}
