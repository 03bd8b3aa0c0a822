/// Reads one JSON text: RFC 8259, in UTF-8.
///
/// Stricter than most readers where a file could mean two things: a name that an object has twice is
/// an error, because programs differ about which of them counts. Numbers are kept as written, so that
/// `true` is never 1 and no size is rounded.
package struct JSONReader {
  private let bytes: [UInt8]
  private let limits: JSONLimits
  private var position = 0
  private var depth = 0
  private var values = 0

  init(_ bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The value of a whole text.
  package static func value(
    of bytes: [UInt8], limits: JSONLimits
  ) throws(JSONProblem) -> ParsedJSON {
    var reader = JSONReader(bytes, limits: limits)
    let value = try reader.value()
    try reader.finish()
    return value
  }

  /// Makes sure that nothing follows.
  mutating func finish() throws(JSONProblem) {
    skipSpace()
    guard position == bytes.count else {
      throw problem("something follows the end of the JSON text")
    }
  }

  private mutating func value() throws(JSONProblem) -> ParsedJSON {
    skipSpace()
    guard values < limits.values else {
      throw problem("there are more than \(limits.values.grouped) values")
    }
    values += 1
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
    _ read: (inout JSONReader) throws(JSONProblem) -> ParsedJSON
  ) throws(JSONProblem) -> ParsedJSON {
    guard depth < limits.depth else {
      throw problem("arrays and objects are nested deeper than \(limits.depth)")
    }
    depth += 1
    position += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private static func object(_ reader: inout JSONReader) throws(JSONProblem) -> ParsedJSON {
    var members: [String: ParsedJSON] = [:]
    guard !reader.skips("}") else { return .object(members) }
    repeat {
      reader.skipSpace()
      let start = reader.position
      let (name, value) = try reader.member()
      guard members.updateValue(value, forKey: name) == nil else {
        throw reader.repeated(name, at: start)
      }
    } while reader.skips(",")
    guard reader.skips("}") else { throw reader.problem("',' or '}' is missing") }
    return .object(members)
  }

  /// `"name": value`.
  private mutating func member() throws(JSONProblem) -> (name: String, value: ParsedJSON) {
    guard peek == UInt8(ascii: "\"") else { throw problem("a name in double quotes is missing") }
    let name = try string()
    guard skips(":") else { throw problem("':' is missing after a name") }
    return (name, try value())
  }

  private mutating func repeated(_ name: String, at start: Int) -> JSONProblem {
    position = start
    return problem("\(QuotedText(name, longest: 120)) stands twice in an object")
  }

  private static func array(_ reader: inout JSONReader) throws(JSONProblem) -> ParsedJSON {
    var elements: [ParsedJSON] = []
    guard !reader.skips("]") else { return .array(elements) }
    repeat { elements.append(try reader.value()) } while reader.skips(",")
    guard reader.skips("]") else { throw reader.problem("',' or ']' is missing") }
    return .array(elements)
  }

  private mutating func word() throws(JSONProblem) -> ParsedJSON {
    let start = position
    while let byte = peek, isWord(byte) { position += 1 }
    let word = bytes[start..<position]
    if word.elementsEqual("true".utf8) { return .boolean(true) }
    if word.elementsEqual("false".utf8) { return .boolean(false) }
    if word.elementsEqual("null".utf8) { return .null }
    position = start
    if word.elementsEqual("NaN".utf8) || word.elementsEqual("Infinity".utf8) {
      guard limits.allowsNonFinite else { throw problem("NaN and Infinity aren't JSON") }
      position += word.count
      return .number(String(decoding: word, as: UTF8.self))
    }
    throw problem(start == bytes.count ? "the text ends too early" : "a value is missing")
  }

  /// `-`? integer (`.` digits)? (`e` sign? digits)?, without leading zeros.
  private mutating func number() throws(JSONProblem) -> String {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    if peek == UInt8(ascii: "I") { return try negativeInfinity() }
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

  private mutating func negativeInfinity() throws(JSONProblem) -> String {
    guard limits.allowsNonFinite else { throw problem("NaN and Infinity aren't JSON") }
    let word = "Infinity".utf8
    guard bytes[position...].starts(with: word) else { throw problem("this isn't a number") }
    position += word.count
    guard peek.map(isWord) != true else { throw problem("this isn't a number") }
    return "-Infinity"
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
      case UInt8(ascii: "\""):
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw problem("a text isn't UTF-8")
        }
        return valid
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
}

// MARK: Characters

extension JSONReader {
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

// MARK: Member by member

extension JSONReader {
  /// Reads the brace that the text begins with.
  mutating func enterObject() throws(JSONProblem) {
    guard skips("{") else {
      throw problem(peek == nil ? "the text ends too early" : "the text must be an object")
    }
    depth += 1
  }

  /// Reads what stands before the next member, or the object's end.
  mutating func hasMember(afterOthers: Bool) throws(JSONProblem) -> Bool {
    if skips("}") { return false }
    guard afterOthers else { return true }
    guard skips(",") else { throw problem("',' or '}' is missing") }
    return true
  }

  /// Reads a member whose name isn't among the given ones, to which it is added.
  mutating func member(
    notIn names: inout Set<String>
  ) throws(JSONProblem) -> (name: String, value: ParsedJSON) {
    skipSpace()
    let start = position
    let member = try member()
    guard names.insert(member.name).inserted else { throw repeated(member.name, at: start) }
    return member
  }

  /// Lets the limit of values begin anew.
  mutating func forgetValues() { values = 0 }
}
