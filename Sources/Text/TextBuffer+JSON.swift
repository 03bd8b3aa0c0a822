extension TextBuffer {
  /// Appends a string in quotes, with the escapes of RFC 8259, section 7.
  package mutating func append(json text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in
      // Every byte of a multi-byte scalar is 0x80 or above, so bytes can be taken one by one.
      if source.contains(where: Self.isEscaped) {
        for byte in source { append(jsonByte: byte) }
      } else {
        append(source)
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends a number, in the fewest digits that read back as the same; `null` when not finite.
  package mutating func append(json value: Double) {
    append(value.isFinite ? value.description : "null")
  }

  /// Appends a whole number; in quotes beyond 2^53, since many readers would round it.
  package mutating func append(json value: UInt128, isAlwaysString: Bool) {
    guard isAlwaysString || value > 1 << 53 else { return append(value) }
    append(UInt8(ascii: "\""))
    append(value)
    append(UInt8(ascii: "\""))
  }

  package mutating func append(json value: Int128, isAlwaysString: Bool) {
    guard isAlwaysString || value.magnitude > 1 << 53 else { return append(value) }
    append(UInt8(ascii: "\""))
    append(value)
    append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func append(jsonByte byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "\n"): append("\\n")
    case UInt8(ascii: "\r"): append("\\r")
    case UInt8(ascii: "\t"): append("\\t")
    case 0x08: append("\\b")
    case 0x0C: append("\\f")
    case ..<0x20:
      append("\\u00")
      append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
      append(String(byte & 0xF, radix: 16))
    default: append(byte)
    }
  }
}
