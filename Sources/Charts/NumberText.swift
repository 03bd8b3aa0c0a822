import Glibc

/// Numbers in words, as charts print them.
enum NumberText {
  /// About `digits` significant digits, without trailing zeros: 12.3, 1,230.
  static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "?" }
    let magnitude = Int(floor(log10(abs(value))))
    guard (-6...14).contains(magnitude) else {
      let mantissa = decimal(value / pow(10, Double(magnitude)), places: 1)
      return magnitude == 0 ? mantissa : "\(mantissa)e\(magnitude)"
    }
    let text = decimal(value, places: max(0, digits - 1 - magnitude))
    guard text.contains(".") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(String(trimmed.reversed()))
  }

  /// Exactly `places` decimals, thousands grouped: 295.07, 2,048,000.
  static func decimal(_ value: Double, places: Int) -> String {
    let unit = pow(10, Double(places))
    let scaled = (abs(value) * unit).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let digits = UInt64(scaled)
    let whole = grouped(digits / UInt64(unit))
    let sign = value < 0 && digits > 0 ? "-" : ""
    guard places > 0 else { return sign + whole }
    let fraction = String(digits % UInt64(unit))
    return sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
  }

  private static func grouped(_ value: UInt64) -> String {
    value < 1000
      ? "\(value)" : grouped(value / 1000) + "," + "\(1000 + value % 1000)".dropFirst()
  }

  /// 20 µs, 1 ms, 10 s, 1,000 s.
  static func duration(seconds: Double) -> String {
    // 0.999...: a rounding error must not turn 1 ms into 1,000 µs.
    let units = [(1.0, "s"), (1e-3, "ms"), (1e-6, "µs")]
    let (size, name) = units.first { abs(seconds) >= $0.0 * 0.999_999 } ?? (1e-9, "ns")
    return "\(significant(seconds / size)) \(name)"
  }

  /// 512 KiB, 64 MiB, 1.5 GiB.
  static func bytes(_ count: Double) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]
    var value = count
    var index = 0
    while abs(value) >= 1024, index + 1 < units.count {
      value /= 1024
      index += 1
    }
    // Whole numbers of a unit can have four digits, as 1,023 KiB; more only beyond the last unit.
    return "\(value < 9999.5 ? significant(value) : compact(value)) \(units[index])"
  }

  /// Two or three digits in decimal thousands: 512, 1k, 8.2k, 131k, 2.1M.
  static func abbreviated(_ count: Double) -> String {
    switch count {
    case ..<999.5: significant(count)
    case ..<999_500: significant(count / 1e3, digits: count < 99_500 ? 2 : 3) + "k"
    case ..<999.5e6: significant(count / 1e6, digits: count < 99.5e6 ? 2 : 3) + "M"
    default: significant(count / 1e9, digits: 3) + "G"
    }
  }

  /// ×12.3.
  static func times(_ factor: Double) -> String {
    "×" + ((0.001..<999_999.5).contains(factor) ? significant(factor) : compact(factor))
  }
}
