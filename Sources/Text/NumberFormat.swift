#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Numbers as people read them, the same in every table, chart and sentence.
///
/// What isn't a number reads `n/a`, and what is infinite `∞`.
public enum NumberFormat {
  /// A whole number with its digits in groups of three: `161,164,654,804,992,000`.
  public static func grouped(_ value: some BinaryInteger, separator: String = ",") -> String {
    grouped(digits: "\(value)", separator: separator)
  }

  /// A number with so many decimals (at most 30): `fixed(2.5, decimals: 2)` is `2.50`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    printed(value, "%.*f", decimals)
  }

  /// Four significant digits and an SI prefix: `161.2 PFLOPs`.
  ///
  /// Whole numbers below 1000 are printed as they are; what lies beyond the prefixes, from 10^33 up
  /// or below 0.001, in scientific notation: `1.235e+40 FLOPs`.
  public static func scaled(_ value: Double, unit: String = "") -> String {
    let size = abs(value)
    func text(_ number: String, _ prefix: String = "") -> String {
      prefix.isEmpty && unit.isEmpty ? number : "\(number) \(prefix)\(unit)"
    }
    guard value.isFinite else { return text(named(value)) }
    if size < 1000, value == value.rounded() { return text(fixed(value, decimals: 0)) }
    if size < 0.001 { return text(printed(value, "%.*e", 3)) }
    var scale = 1.0
    for prefix in ["", "k", "M", "G", "T", "P", "E", "Z", "Y", "R", "Q"] {
      if let number = significant(value / scale, below: 1000) { return text(number, prefix) }
      scale *= 1000
    }
    return text(printed(value, "%.*e", 3))
  }

  /// An amount of memory in powers of 1024: `2.3 GiB`.
  public static func bytes(_ count: some BinaryInteger) -> String {
    var value = Double(count)
    if abs(value) < 1024 { return "\(count) B" }
    for prefix in ["Ki", "Mi", "Gi", "Ti", "Pi"] {
      value /= 1024
      // What rounds to 1024.0 belongs to the next prefix.
      if abs(value) < 1023.95 { return "\(fixed(value, decimals: 1)) \(prefix)B" }
    }
    return "\(fixed(value / 1024, decimals: 1)) EiB"
  }

  /// A share of one as a percentage: `percent(0.132)` is `13.2 %`.
  public static func percent(_ share: Double, decimals: Int = 1) -> String {
    share.isFinite ? "\(fixed(share * 100, decimals: decimals)) %" : named(share)
  }

  /// So many significant digits, without zeros at the end: `significant(0.02968, digits: 3)` is
  /// `0.0297`.
  public static func significant(_ value: Double, digits: Int) -> String {
    printed(value, "%.*g", digits)
  }

  /// A change as a share of what it was, with its sign: `+3.4 %`, `−2.1 %`, and `0.0 %` without one.
  public static func change(_ share: Double, decimals: Int = 1) -> String {
    let text = percent(share, decimals: decimals)
    guard text.contains(where: { ("1"..."9").contains($0) }) else { return text }
    return share < 0 ? "−" + text.dropFirst() : "+" + text
  }

  /// How many times one thing is another, to four or five digits: `295.07`, `28.97`, `1.034`.
  public static func ratio(_ value: Double) -> String {
    let size = abs(value)
    guard value.isFinite, size < 1e15 else { return printed(value, "%.*e", 3) }
    switch size {
    case 99_999.5...: return grouped(fixed(value, decimals: 0))
    case 999.995...: return grouped(fixed(value, decimals: 1))
    case 9.9995...: return fixed(value, decimals: 2)
    case 0.99995...: return fixed(value, decimals: 3)
    case 0.001...: return fixed(value, decimals: 4)
    default: return size == 0 ? "0" : printed(value, "%.*e", 3)
    }
  }

  /// Four significant digits; `nil` when they would round to `limit` or beyond.
  private static func significant(_ value: Double, below limit: Double) -> String? {
    let size = abs(value)
    let decimals = size < 9.9995 ? 3 : size < 99.995 ? 2 : 1
    return size < limit - 0.05 ? fixed(value, decimals: decimals) : nil
  }

  /// The digits before the point of a printed number, grouped.
  static func grouped(_ number: String) -> String {
    let parts = number.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first else { return number }
    let grouped = grouped(digits: String(whole), separator: ",")
    return parts.count == 2 ? "\(grouped).\(parts[1])" : grouped
  }

  private static func grouped(digits: String, separator: String) -> String {
    let sign = digits.first == "-" ? "-" : ""
    var rest = digits.dropFirst(sign.count)
    var groups: [Substring] = []
    while !rest.isEmpty {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return sign + groups.joined(separator: separator)
  }

  /// A number by a format with a precision and a value; zero never has a minus sign.
  private static func printed(_ value: Double, _ format: String, _ precision: Int) -> String {
    guard value.isFinite else { return named(value) }
    // The longest: a sign, 309 digits, a point and 30 decimals.
    var buffer = [CChar](repeating: 0, count: 352)
    let arguments: [any CVarArg] = [Int32(clamping: min(max(precision, 0), 30)), value]
    let length = withVaList(arguments) { vsnprintf(&buffer, buffer.count, format, $0) }
    let text = String(
      decoding: buffer.prefix(Int(max(0, length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let isZero = text.first == "-" && !text.contains { ("1"..."9").contains($0) }
    return isZero ? String(text.dropFirst()) : text
  }

  private static func named(_ value: Double) -> String {
    value.isNaN ? "n/a" : value < 0 ? "-∞" : "∞"
  }
}
