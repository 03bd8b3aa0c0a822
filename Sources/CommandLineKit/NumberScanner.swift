/// Reads one number from ASCII text, as far as it goes: `1.5e3` of `1.5e3...4096`.
///
///     number := digits ("." digits)? (exponent | suffix)?
///     digits := digit+ ("_" digit+)*
///     exponent := ("e" | "E") ("+" | "-")? digit+
///     suffix := "k" | "K" | "M" | "G" | "Ki" | "Mi" | "Gi"
struct NumberScanner {
  let bytes: [UInt8]
  /// Where the next byte to read stands.
  var position: Int

  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// Reads a number and leaves `position` behind it.
  mutating func scan() throws(NumberProblem) -> NumberLiteral {
    let start = position
    try checkBeginning()
    var digits = try scanDigits()
    var scale = 0
    if peek() == UInt8(ascii: "."), peek(1) != UInt8(ascii: ".") {
      guard peek(1).isDigit else { throw .loosePoint }
      position += 1
      let fraction = try scanDigits()
      digits += fraction
      scale = -fraction.count
    }
    let exponent = try scanExponent()
    let endOfNumber = position
    let suffix = scanLetters()
    guard !suffix.isEmpty else {
      return NumberLiteral(digits: digits, exponent: scale + (exponent ?? 0))
    }
    let power = try power(of: suffix, after: start..<endOfNumber)
    guard exponent == nil else { throw .exponentAndSuffix }
    return power.isBinary
      ? NumberLiteral(digits: digits, exponent: scale, binaryPower: power.order)
      : NumberLiteral(digits: digits, exponent: scale + 3 * power.order)
  }

  /// The byte at a distance from the position; 0 beyond the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    position + distance < bytes.count ? bytes[position + distance] : 0
  }

  private func checkBeginning() throws(NumberProblem) {
    switch peek() {
    case let byte where byte.isDigit: return
    case UInt8(ascii: "-") where peek(1).isDigit || peek(1) == UInt8(ascii: "."): throw .negative
    case UInt8(ascii: "+") where peek(1).isDigit || peek(1) == UInt8(ascii: "."): throw .sign
    case UInt8(ascii: "_"): throw .misplacedUnderscore
    case UInt8(ascii: ".") where peek(1).isDigit: throw .loosePoint
    default: throw .notANumber
    }
  }

  private mutating func scanDigits() throws(NumberProblem) -> [UInt8] {
    var digits: [UInt8] = []
    while true {
      if peek().isDigit {
        digits.append(peek() - UInt8(ascii: "0"))
        position += 1
      } else if peek() == UInt8(ascii: "_") {
        guard peek(1).isDigit else { throw .misplacedUnderscore }
        position += 1
      } else {
        return digits
      }
    }
  }

  /// The exponent's value, at most a thousand million either way; `nil` without an exponent.
  private mutating func scanExponent() throws(NumberProblem) -> Int? {
    guard peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") else { return nil }
    let isNegative = peek(1) == UInt8(ascii: "-")
    let isSigned = isNegative || peek(1) == UInt8(ascii: "+")
    let first = isSigned ? 2 : 1
    guard peek(first).isDigit else {
      guard peek(first).isLetter, !isSigned else { throw .looseExponent }
      return nil  // A word such as `exa`, which is then an unknown suffix.
    }
    position += first
    var magnitude = 0
    while peek().isDigit {
      magnitude = min(1_000_000_000, magnitude * 10 + Int(peek() - UInt8(ascii: "0")))
      position += 1
    }
    guard peek() != UInt8(ascii: "_") else { throw .misplacedUnderscore }
    return isNegative ? -magnitude : magnitude
  }

  /// The letters from here on, up to a step's `x` or `by`.
  private mutating func scanLetters() -> String {
    let start = position
    while peek().isLetter, peek() != UInt8(ascii: "x") {
      if peek() == UInt8(ascii: "b"), peek(1) == UInt8(ascii: "y") { break }
      position += 1
    }
    return text(start..<position)
  }

  private func power(
    of suffix: String, after number: Range<Int>
  ) throws(NumberProblem) -> (order: Int, isBinary: Bool) {
    switch suffix {
    case "k", "K": return (1, false)
    case "M": return (2, false)
    case "G": return (3, false)
    case "Ki": return (1, true)
    case "Mi": return (2, true)
    case "Gi": return (3, true)
    default: break
    }
    guard let meant = ["M", "G", "Ki", "Mi", "Gi"].first(where: { $0.isCaseInsensitively(suffix) })
    else { throw .unknownSuffix(suffix) }
    let typed = number.count <= 20 ? text(number) : "1"
    throw .suffixCase(suffix, meant: typed + meant)
  }

  /// The text of a range of bytes, which are ASCII.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

extension String {
  fileprivate func isCaseInsensitively(_ other: String) -> Bool {
    other.utf8.count == utf8.count && lowercased() == other.lowercased()
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  /// A space, or the tab, line feed, vertical tab, form feed or carriage return.
  var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
