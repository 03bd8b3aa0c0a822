/// Reads one JSON text: RFC 8259, in UTF-8 that is already known to be valid.
///
/// Stricter than most readers where a file could mean two things: a name that an object has twice is
/// an error, because programs differ about which of them counts. Numbers are kept as written, so that
/// `true` is never 1 and no size is rounded.
struct JSONReader {
  /// Arrays and objects within each other; a published configuration needs four.
  static let deepest = 64

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The value of a whole text.
  static func value(of bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw reader.problem("something follows the end of the JSON text")
    }
    return value
  }

  private mutating func value() throws(JSONProblem) -> JSONValue {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try nested(Self.object)
    case UInt8(ascii: "["): return try nested(Self.array)
    case UInt8(ascii: "\""): return .string(try string())
    case .some(let byte) where byte == UInt8(ascii: "-") || isDigit(byte):
      return .number(try number())
    default: return try word()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONProblem) -> JSONValue
  ) throws(JSONProblem) -> JSONValue {
    guard depth < Self.deepest else {
      throw problem("arrays and objects are nested deeper than \(Self.deepest)")
    }
    depth += 1
    position += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private static func object(_ reader: inout JSONReader) throws(JSONProblem) -> JSONValue {
    var members: [String: JSONValue] = [:]
    guard !reader.skips("}") else { return .object(members) }
    repeat {
      reader.skipSpace()
      guard reader.peek == UInt8(ascii: "\"") else {
        throw reader.problem("a name in double quotes is missing")
      }
      let start = reader.position
      let name = try reader.string()
      guard reader.skips(":") else { throw reader.problem("':' is missing after a name") }
      guard members.updateValue(try reader.value(), forKey: name) == nil else {
        reader.position = start
        throw reader.problem("\(QuotedText(name)) stands twice in an object")
      }
    } while reader.skips(",")
    guard reader.skips("}") else { throw reader.problem("',' or '}' is missing") }
    return .object(members)
  }

  private static func array(_ reader: inout JSONReader) throws(JSONProblem) -> JSONValue {
    var elements: [JSONValue] = []
    guard !reader.skips("]") else { return .array(elements) }
    repeat { elements.append(try reader.value()) } while reader.skips(",")
    guard reader.skips("]") else { throw reader.problem("',' or ']' is missing") }
    return .array(elements)
  }

  private mutating func word() throws(JSONProblem) -> JSONValue {
    let start = position
    while let byte = peek, isWord(byte) { position += 1 }
    let word = bytes[start..<position]
    if word.elementsEqual("true".utf8) { return .boolean(true) }
    if word.elementsEqual("false".utf8) { return .boolean(false) }
    if word.elementsEqual("null".utf8) { return .null }
    position = start
    if word.elementsEqual("NaN".utf8) || word.elementsEqual("Infinity".utf8) {
      throw problem("NaN and Infinity aren't JSON")
    }
    throw problem(start == bytes.count ? "the text ends too early" : "a value is missing")
  }

  /// `-`? integer (`.` digits)? (`e` sign? digits)?, without leading zeros.
  private mutating func number() throws(JSONProblem) -> String {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    if peek == UInt8(ascii: "I") { throw problem("NaN and Infinity aren't JSON") }
    if peek == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if peek == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    guard peek.map({ isWord($0) || $0 == UInt8(ascii: ".") }) != true else {
      throw problem("this isn't a number")
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONProblem) {
    let start = position
    while let byte = peek, isDigit(byte) { position += 1 }
    guard position > start else { throw problem("a digit is missing") }
  }

  private mutating func string() throws(JSONProblem) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
      case 0..<0x20: throw problem("a control character stands in a text")
      default: text.append(byte)
      }
    }
    throw problem("a text isn't closed")
  }

  /// What stands after a backslash.
  private mutating func escaped() throws(JSONProblem) -> Unicode.Scalar {
    guard let byte = peek else { throw problem("a text isn't closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw problem("no escape begins with this character")
    }
  }

  /// Four hexadecimal digits, or two times four for what needs a pair of surrogates in UTF-16.
  private mutating func escapedScalar() throws(JSONProblem) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if UTF16.isLeadSurrogate(first), peek == UInt8(ascii: "\\") {
      position += 1
      if peek == UInt8(ascii: "u") {
        position += 1
        let second = try codeUnit()
        if UTF16.isTrailSurrogate(second) {
          return UTF16.decode(UTF16.EncodedScalar([first, second]))
        }
      }
    }
    throw problem("half a pair of surrogates stands alone")
  }

  private mutating func codeUnit() throws(JSONProblem) -> UInt16 {
    let end = position + 4
    guard end <= bytes.count, bytes[position..<end].allSatisfy(isWord),
      let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
    else { throw problem("four hexadecimal digits are missing") }
    position = end
    return unit
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Whether that character comes next, which is then read.
  private mutating func skips(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func problem(_ fact: String) -> JSONProblem {
    let before = bytes[..<min(position, bytes.count)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return JSONProblem(
      fact: fact, line: before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 },
      column: before.count - lineStart + 1)
  }
}
