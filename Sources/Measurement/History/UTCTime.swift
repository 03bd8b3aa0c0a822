/// A time in whole seconds, written as ISO 8601 in UTC: `2026-11-21T01:47:46Z`.
public struct UTCTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Since 1970, without leap seconds.
  public let seconds: Int64

  /// From the beginning of 1970 to the end of 9999, which four digits can write.
  private static let range: ClosedRange<Int64> = 0...253_402_300_799

  /// - Returns: `nil` before 1970 or after 9999.
  public init?(seconds: Int64) {
    guard Self.range.contains(seconds) else { return nil }
    self.seconds = seconds
  }

  /// Reads `2026-11-21T01:47:46Z`, or the same with an offset, `2026-11-21T02:47:46+01:00`.
  public init?(_ text: String) {
    var text = text
    guard let time = text.withUTF8({ UTCTime($0) }) else { return nil }
    self = time
  }

  /// Reads the text's bytes; O(1).
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 20 || bytes.count == 25 else { return nil }
    func number(_ start: Int, _ count: Int) -> Int64? {
      var number: Int64 = 0
      for byte in bytes[start..<start + count] {
        guard byte &- 0x30 < 10 else { return nil }
        number = number * 10 + Int64(byte - 0x30)
      }
      return number
    }
    func hasPair(at start: Int, _ first: UInt8, _ second: UInt8, apart: Int) -> Bool {
      bytes[start] == first && bytes[start + apart] == second
    }
    guard hasPair(at: 4, UInt8(ascii: "-"), UInt8(ascii: "-"), apart: 3),
      bytes[10] == UInt8(ascii: "T"),
      hasPair(at: 13, UInt8(ascii: ":"), UInt8(ascii: ":"), apart: 3),
      let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
      let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2),
      (1...12).contains(month), day >= 1, day <= Self.days(month: month, year: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var offset: Int64 = 0
    if bytes.count == 20 {
      guard bytes[19] == UInt8(ascii: "Z") else { return nil }
    } else {
      guard bytes[19] == UInt8(ascii: "+") || bytes[19] == UInt8(ascii: "-"),
        bytes[22] == UInt8(ascii: ":"), let hours = number(20, 2), let minutes = number(23, 2),
        hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * 60 * (bytes[19] == UInt8(ascii: "+") ? 1 : -1)
    }
    let days = Self.days(before: year, month: month) + day - 1
    self.init(seconds: ((days * 24 + hour) * 60 + minute) * 60 + second - offset)
  }

  public static func < (a: UTCTime, b: UTCTime) -> Bool { a.seconds < b.seconds }

  public var description: String {
    let (days, time) = seconds.quotientAndRemainder(dividingBy: 86_400)
    // Years have at most 366 days, so that the guess is never late.
    var year = 1970 + days / 366
    while Self.days(before: year + 1, month: 1) <= days { year += 1 }
    var month: Int64 = 1
    while month < 12, Self.days(before: year, month: month + 1) <= days { month += 1 }
    let day = days - Self.days(before: year, month: month) + 1
    func padded(_ number: Int64, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month))-\(padded(day))"
      + "T\(padded(time / 3600)):\(padded(time / 60 % 60)):\(padded(time % 60))Z"
  }

  /// The day in UTC, `2026-11-21`.
  public var day: String { String(description.prefix(10)) }

  private static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func days(month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days before each month of a year without a leap day.
  private static let monthStarts: [Int64] = [
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334,
  ]

  /// Days from 1970 to the first of a month in the Gregorian calendar.
  private static func days(before year: Int64, month: Int64) -> Int64 {
    let past = year - 1
    let leapDays = past / 4 - past / 100 + past / 400 - 477
    let leapDay: Int64 = month > 2 && isLeap(year) ? 1 : 0
    return (year - 1970) * 365 + leapDays + monthStarts[Int(month) - 1] + leapDay
  }
}
