extension NumberFormat {
  /// A time, to about three digits: `38 ms`, `1.24 s`, `3 min 20 s`, `2 h 05 min`, `12 d 04 h`.
  public static func duration(seconds: Double) -> String {
    guard seconds.isFinite else { return fixed(seconds, decimals: 0) }
    guard seconds >= 0 else { return "-" + duration(seconds: -seconds) }
    return seconds < 59.95 ? short(seconds) : long(seconds)
  }

  /// Below a minute.
  ///
  /// Each bound is where rounding would reach the next unit or one digit fewer.
  private static func short(_ seconds: Double) -> String {
    switch seconds {
    case 0: "0 s"
    case ..<0.999_5e-6: "\(fixed(seconds * 1e9, decimals: 0)) ns"
    case ..<0.999_5e-3: "\(twoDigits(seconds * 1e6)) µs"
    case ..<0.999_5: "\(twoDigits(seconds * 1e3)) ms"
    case ..<9.995: "\(fixed(seconds, decimals: 2)) s"
    default: "\(fixed(seconds, decimals: 1)) s"
    }
  }

  private static func twoDigits(_ value: Double) -> String {
    fixed(value, decimals: value < 9.95 ? 1 : 0)
  }

  private static func long(_ seconds: Double) -> String {
    let year = 365.25 * 86_400
    switch seconds {
    case ..<3599.5: return pair(seconds, 1, "min", 60, "s")
    case ..<(86_400 - 30): return pair(seconds, 60, "h", 60, "min")
    case ..<year: return pair(seconds, 3600, "d", 24, "h")
    case ..<(1e5 * year):
      let years = seconds / year
      return "\(grouped(Int(years))).\(Int(years * 10) % 10) years"
    default: return scaled(seconds / year, unit: "years")
    }
  }

  /// Two units, the second with two digits: `2 h 05 min`.
  private static func pair(
    _ seconds: Double, _ small: Double, _ large: String, _ ratio: Int, _ smaller: String
  ) -> String {
    let count = Int((seconds / small).rounded())
    let rest = count % ratio
    return "\(count / ratio) \(large) \(rest < 10 ? "0" : "")\(rest) \(smaller)"
  }
}
