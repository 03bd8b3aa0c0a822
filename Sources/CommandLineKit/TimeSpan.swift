/// A length of time as users type it: `90s`, `10m`, `1.5h`; a bare number is seconds.
public struct TimeSpan: Hashable, Sendable, CustomStringConvertible {
  /// The longest that is taken, a week.
  private static let longest = 7 * 24 * 3600.0
  private static let units: [(suffix: String, seconds: Double)] = [
    ("h", 3600), ("min", 60), ("m", 60), ("s", 1),
  ]

  /// What a sweep may take unless told otherwise.
  public static let thirtyMinutes = TimeSpan(seconds: 1800)
  /// What a comparison may take unless told otherwise.
  public static let fiveMinutes = TimeSpan(seconds: 300)
  /// What a kernel is sampled for unless told otherwise.
  public static let oneSecond = TimeSpan(seconds: 1)

  public let seconds: Double

  private init(seconds: Double) {
    self.seconds = seconds
  }

  /// Reads a time above 0 and up to a week.
  ///
  /// - Throws: A sentence for the user.
  public init(parsing text: String) throws(CommandLineError) {
    let unit = Self.units.first { text.hasSuffix($0.suffix) }
    let digits = text.dropLast(unit?.suffix.count ?? 0)
    let isPlain = digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard isPlain, digits.count < 32, let number = Double(digits), number > 0 else {
      throw CommandLineError(
        "\(Quotation(text)) is not a time above 0; write 90s, 10m or 1.5h")
    }
    seconds = number * (unit?.seconds ?? 1)
    guard seconds <= Self.longest else {
      throw CommandLineError("\(Quotation(text)) is too long; the longest is a week, 168h")
    }
  }

  public var description: String { NumberFormat.duration(seconds: seconds) }

  /// For an option: `@Option(transform: TimeSpan.parse)`.
  public static func parse(_ text: String) throws -> TimeSpan {
    do { return try TimeSpan(parsing: text) } catch { throw error.usage }
  }
}
