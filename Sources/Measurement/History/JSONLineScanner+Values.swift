import Foundation

/// What scanned ranges stand for.
extension JSONLineScanner {
  /// The longest number that is read; `Double` needs 24 characters at most.
  private static let longestNumber = 64

  /// A text with its escapes resolved; `nil` when half of a surrogate pair stands alone.
  static func text(_ raw: UnsafeBufferPointer<UInt8>) -> String? {
    guard raw.contains(UInt8(ascii: "\\")) else { return String(validating: raw, as: UTF8.self) }
    var resolved: [UInt8] = []
    var place = 0
    while place < raw.count {
      guard raw[place] == UInt8(ascii: "\\"), place + 1 < raw.count else {
        resolved.append(raw[place])
        place += 1
        continue
      }
      let letter = raw[place + 1]
      place += 2
      if letter == UInt8(ascii: "u") {
        guard let scalar = scalar(raw, &place) else { return nil }
        resolved += Array(String(scalar).utf8)
      } else {
        resolved.append(control[letter] ?? letter)
      }
    }
    return String(validating: resolved, as: UTF8.self)
  }

  private static let control: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  /// The scalar of `\uXXXX`, or of a pair of them, from behind the first `u`.
  private static func scalar(
    _ raw: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> Unicode.Scalar? {
    func unit() -> UInt32? {
      guard raw.count - place >= 4 else { return nil }
      var unit: UInt32 = 0
      for byte in raw[place..<place + 4] {
        guard let digit = digit(byte) else { return nil }
        unit = unit << 4 | digit
      }
      place += 4
      return unit
    }
    guard let first = unit() else { return nil }
    guard 0xD800..<0xDC00 ~= first else { return Unicode.Scalar(first) }
    guard raw.count - place >= 2, raw[place] == UInt8(ascii: "\\"),
      raw[place + 1] == UInt8(ascii: "u")
    else { return nil }
    place += 2
    guard let second = unit(), 0xDC00..<0xE000 ~= second else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  /// A number as a whole one; `nil` when it has a point, an exponent or more than 18 digits.
  static func whole(_ raw: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !raw.isEmpty, raw.count <= 18 else { return nil }
    var number = 0
    for byte in raw {
      guard byte &- 0x30 < 10 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }

  /// A number, rounded as IEEE 754 asks; `nil` when it is absurdly long or beyond `Double`.
  static func real(_ raw: UnsafeBufferPointer<UInt8>) -> Double? {
    guard raw.count <= longestNumber else { return nil }
    let capacity = longestNumber + 1
    let number = withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { copy in
      for (index, byte) in raw.enumerated() { copy[index] = CChar(truncatingIfNeeded: byte) }
      copy[raw.count] = 0
      guard let start = copy.baseAddress else { return Double.nan }
      return strtod(start, nil)
    }
    return number.isFinite ? number : nil
  }
}
