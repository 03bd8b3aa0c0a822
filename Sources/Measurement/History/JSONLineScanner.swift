/// Reads a JSON object member by member: a line of a record, or a whole file.
///
/// Strict (RFC 8259): nothing follows the object, and in what is nested in it no member is named twice.
/// It hands out ranges of the bytes; what an object or an array holds is read by another scanner.
struct JSONLineScanner {
  /// Why a line can't be read, as the end of a sentence about the line.
  struct Problem: Error, Equatable {
    let reason: String

    init(_ reason: String) {
      self.reason = reason
    }
  }

  enum Value: Equatable {
    /// What stands between the quotes, escapes as they are.
    case text(Range<Int>)
    case number(Range<Int>)
    case flag(Bool)
    case null
    /// An object or an array, its brackets included.
    case nested(Range<Int>)
  }

  struct Member: Equatable {
    /// The name between its quotes, escapes as they are.
    let name: Range<Int>
    let value: Value
  }

  /// Objects and arrays inside each other; no record has as many.
  private static let mostNested = 32

  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var isStarted = false

  init(_ line: UnsafeBufferPointer<UInt8>) {
    bytes = line
  }

  /// The next member; `nil` after the last, when nothing but white space follows the object.
  mutating func next() throws(Problem) -> Member? {
    skipSpace()
    if !isStarted {
      guard take(UInt8(ascii: "{")) else { throw Problem("it is no JSON object") }
      isStarted = true
      skipSpace()
      if take(UInt8(ascii: "}")) { return try end() }
    } else if take(UInt8(ascii: "}")) {
      return try end()
    } else {
      guard take(UInt8(ascii: ",")) else { throw unexpected() }
      skipSpace()
    }
    guard take(UInt8(ascii: "\"")) else { throw unexpected() }
    let name = try text()
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw unexpected() }
    skipSpace()
    return Member(name: name, value: try value())
  }

  private mutating func end() throws(Problem) -> Member? {
    skipSpace()
    guard place == bytes.count else { throw Problem("something follows its object") }
    return nil
  }

  private mutating func value() throws(Problem) -> Value {
    guard place < bytes.count else { throw unexpected() }
    switch bytes[place] {
    case UInt8(ascii: "\""):
      place += 1
      return .text(try text())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "n"):
      try take("null")
      return .null
    case UInt8(ascii: "t"):
      try take("true")
      return .flag(true)
    case UInt8(ascii: "f"):
      try take("false")
      return .flag(false)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let start = place
      try nested(depth: 1)
      return .nested(start..<place)
    default: throw unexpected()
    }
  }

  /// Passes over an object or an array.
  private mutating func nested(depth: Int) throws(Problem) {
    guard depth <= Self.mostNested else { throw Problem("it is nested too deeply") }
    let isObject = take(UInt8(ascii: "{"))
    if !isObject { place += 1 }
    let end = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    var names: Set<String> = []
    skipSpace()
    if take(end) { return }
    repeat {
      skipSpace()
      if isObject { try name(among: &names) }
      guard place < bytes.count else { throw unexpected() }
      if bytes[place] == UInt8(ascii: "{") || bytes[place] == UInt8(ascii: "[") {
        try nested(depth: depth + 1)
      } else {
        _ = try value()
      }
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(end) else { throw unexpected() }
  }

  /// Takes a member's name and its colon.
  private mutating func name(among names: inout Set<String>) throws(Problem) {
    guard take(UInt8(ascii: "\"")) else { throw unexpected() }
    let range = try text()
    let raw = UnsafeBufferPointer(rebasing: bytes[range])
    // However it is spelt.
    let name = Self.text(raw) ?? String(decoding: raw, as: UTF8.self)
    guard names.insert(name).inserted else { throw Self.twice(name) }
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw unexpected() }
    skipSpace()
  }

  /// What is wrong with an object that has a member of that name twice.
  static func twice(_ name: String) -> Problem { Problem("it has '\(name.prefix(64))' twice") }

  /// The rest of a text whose first quote is taken.
  private mutating func text() throws(Problem) -> Range<Int> {
    let start = place
    var isASCII = true
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        let range = start..<place - 1
        if !isASCII, String(validating: bytes[range], as: UTF8.self) == nil {
          throw Problem("it is not UTF-8")
        }
        return range
      case UInt8(ascii: "\\"): try escape()
      case 0..<0x20: throw Problem("a text of it holds a control character")
      case 0x80...: isASCII = false
      default: break
      }
    }
    throw unexpected()
  }

  /// The rest of an escape whose backslash is taken.
  private mutating func escape() throws(Problem) {
    guard place < bytes.count else { throw unexpected() }
    let letter = bytes[place]
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      break
    case UInt8(ascii: "u"):
      for _ in 0..<4 {
        guard place < bytes.count, Self.digit(bytes[place]) != nil else { throw unexpected() }
        place += 1
      }
    default: throw Problem("a text of it holds an unknown escape")
    }
  }

  private mutating func number() throws(Problem) -> Range<Int> {
    let start = place
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return start..<place
  }

  private mutating func digits() throws(Problem) {
    let start = place
    while place < bytes.count, bytes[place] &- 0x30 < 10 { place += 1 }
    guard place > start else { throw unexpected() }
  }

  private mutating func skipSpace() {
    while place < bytes.count, bytes[place] <= 0x20,
      bytes[place] == 0x20 || bytes[place] == 0x09 || bytes[place] == 0x0D || bytes[place] == 0x0A
    {
      place += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func take(_ word: StaticString) throws(Problem) {
    for index in 0..<word.utf8CodeUnitCount {
      guard take(word.utf8Start[index]) else { throw unexpected() }
    }
  }

  private func unexpected() -> Problem {
    place >= bytes.count
      ? Problem("it ends in the middle of its object")
      : Problem("byte \(place + 1) of it is not what JSON has there")
  }

  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
