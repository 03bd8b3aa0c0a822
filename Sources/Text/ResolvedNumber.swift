#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A number with its interval, in as many digits as the interval tells apart: 38.97 in 38.91 to 39.02.
///
/// Half of the interval's width keeps one digit, and two where the first are below 355 (Particle Data
/// Group, Review of Particle Physics, section 5.3, "Rounding"). The number keeps two at least and six
/// at most, or three where there is no interval.
public struct ResolvedNumber: Sendable, Hashable {
  /// Digits alone: `39.0`.
  public let digits: String
  /// Such as `ms`; empty for a number without one.
  public let unit: String
  /// The interval's ends as digits; `nil` where there are none.
  private let low: String?
  private let high: String?

  /// Such as `39.0 ms`.
  public var text: String { withUnit(digits) }
  /// The interval's lower end: `38.9 ms`.
  public var lowText: String? { low.map(withUnit) }
  /// The interval's upper end: `39.2 ms`.
  public var highText: String? { high.map(withUnit) }
  /// The interval's ends in the same unit, as `38.9 to 39.2`; `nil` where there are none.
  public var interval: String? { low.flatMap { low in high.map { "\(low) to \($0)" } } }
  /// Such as `39.0 ms (38.9 to 39.2)`.
  public var textWithInterval: String { interval.map { "\(text) (\($0))" } ?? text }

  /// A number of `unit`; without both ends there is no interval.
  public init(_ value: Double, low: Double? = nil, high: Double? = nil, unit: String = "") {
    self.unit = unit
    let ends = low.flatMap { low in high.map { (low, $0) } }
    let place = Self.lastPlace(of: value, halfWidth: ends.map { abs($0.1 - $0.0) / 2 })
    digits = Self.rounded(value, place: place)
    self.low = ends.map { Self.rounded($0.0, place: place) }
    self.high = ends.map { Self.rounded($0.1, place: place) }
  }

  private func withUnit(_ digits: String) -> String { unit.isEmpty ? digits : "\(digits) \(unit)" }

  /// A time, in the unit that its value is read in: `39.0 ms`, `158 s`, `3.43 h`.
  public init(seconds: Double, low: Double? = nil, high: Double? = nil) {
    let (size, unit) = Self.unit(ofSeconds: seconds)
    self.init(seconds / size, low: low.map { $0 / size }, high: high.map { $0 / size }, unit: unit)
  }

  private static func unit(ofSeconds seconds: Double) -> (size: Double, name: String) {
    // Each bound is where three digits round to the next unit.
    switch abs(seconds) {
    case 0: (1, "s")
    case ..<0.999_5e-9: (1e-12, "ps")
    case ..<0.999_5e-6: (1e-9, "ns")
    case ..<0.999_5e-3: (1e-6, "µs")
    case ..<0.999_5: (1e-3, "ms")
    case ..<9_999.5: (1, "s")
    default: (3600, "h")
    }
  }

  /// The power of ten of the last digit that is printed.
  private static func lastPlace(of value: Double, halfWidth: Double?) -> Int {
    guard value.isFinite else { return 0 }
    guard let halfWidth, halfWidth.isFinite, halfWidth > 0 else {
      // What three digits round up to ten, 9.995, has one digit more.
      return exponent(of: value * 1.000_5) - 2
    }
    let place = exponent(of: halfWidth)
    let resolved = halfWidth / power(place) < 3.545 ? place - 1 : place
    guard value != 0 else { return resolved }
    let first = exponent(of: value)
    return min(first - 1, max(first - 5, resolved))
  }

  private static func exponent(of value: Double) -> Int {
    value == 0 ? 0 : Int(log10(min(abs(value), .greatestFiniteMagnitude)).rounded(.down))
  }

  private static func power(_ exponent: Int) -> Double { pow(10, Double(exponent)) }

  private static func rounded(_ value: Double, place: Int) -> String {
    guard value.isFinite, value != 0, abs(value) < 1e15, place > -12 else {
      return NumberFormat.ratio(value)
    }
    // Divided by a power of ten that is exact, unlike those below 1.
    let whole = place > 0 ? (value / power(place)).rounded() * power(place) : value
    return NumberFormat.grouped(NumberFormat.fixed(whole, decimals: max(0, -place)))
  }
}
