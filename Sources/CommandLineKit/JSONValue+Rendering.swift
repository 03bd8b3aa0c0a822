import Text

extension JSONValue {
  /// The value on one line, without spaces, for JSON Lines.
  public var compact: String {
    var text = TextBuffer()
    write(to: &text, depth: nil)
    return text.string
  }

  /// The value over several lines, indented by two spaces, without a line feed at the end.
  public var pretty: String {
    var text = TextBuffer()
    write(to: &text, depth: 0)
    return text.string
  }

  /// Appends the value at a depth of indentation, or on one line for `nil`.
  private func write(to text: inout TextBuffer, depth: Int?) {
    switch self {
    case .null: text.append("null")
    case .bool(let value): text.append(value ? "true" : "false")
    case .int(let value):
      text.append(value.magnitude <= 1 << 53 ? "\(value)" : "\"\(value)\"")
    case .number(let value): text.append(json: value)
    case .string(let value): text.append(json: value)
    case .array(let elements):
      Self.write(elements, between: ("[", "]"), to: &text, depth: depth) { element, text, depth in
        element.write(to: &text, depth: depth)
      }
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &text, depth: depth) { member, text, depth in
        text.append(json: member.0)
        text.append(depth == nil ? ":" : ": ")
        member.1.write(to: &text, depth: depth)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between brackets: (String, String), to text: inout TextBuffer,
    depth: Int?,
    writeElement: (Element, inout TextBuffer, Int?) -> Void
  ) {
    text.append(brackets.0)
    let inner = depth.map { $0 + 1 }
    for (index, element) in elements.enumerated() {
      if index > 0 { text.append(",") }
      Self.breakLine(in: &text, depth: inner)
      writeElement(element, &text, inner)
    }
    if !elements.isEmpty { Self.breakLine(in: &text, depth: depth) }
    text.append(brackets.1)
  }

  private static func breakLine(in text: inout TextBuffer, depth: Int?) {
    guard let depth else { return }
    text.append("\n" + String(repeating: "  ", count: depth))
  }
}
