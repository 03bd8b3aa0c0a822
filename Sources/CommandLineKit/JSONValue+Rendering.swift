extension JSONValue {
  /// The value on one line, without spaces, for JSON Lines.
  public var compact: String {
    var text = ""
    write(to: &text, depth: nil)
    return text
  }

  /// The value over several lines, indented by two spaces, without a line feed at the end.
  public var pretty: String {
    var text = ""
    write(to: &text, depth: 0)
    return text
  }

  /// Appends the value at a depth of indentation, or on one line for `nil`.
  private func write(to text: inout String, depth: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value):
      text += value.magnitude <= 1 << 53 ? "\(value)" : "\"\(value)\""
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.write(value, to: &text)
    case .array(let elements):
      Self.write(elements, between: ("[", "]"), to: &text, depth: depth) { element, text, depth in
        element.write(to: &text, depth: depth)
      }
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &text, depth: depth) { member, text, depth in
        Self.write(member.0, to: &text)
        text += depth == nil ? ":" : ": "
        member.1.write(to: &text, depth: depth)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between brackets: (String, String), to text: inout String, depth: Int?,
    writeElement: (Element, inout String, Int?) -> Void
  ) {
    text += brackets.0
    let inner = depth.map { $0 + 1 }
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      Self.breakLine(in: &text, depth: inner)
      writeElement(element, &text, inner)
    }
    if !elements.isEmpty { Self.breakLine(in: &text, depth: depth) }
    text += brackets.1
  }

  private static func breakLine(in text: inout String, depth: Int?) {
    guard let depth else { return }
    text += "\n" + String(repeating: "  ", count: depth)
  }

  /// Appends a string in quotes, with the escapes of RFC 8259, section 7.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
