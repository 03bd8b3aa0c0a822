extension ParsedJSON {
  /// The one text of a value: members in the order of their names' bytes, no spaces, numbers in the
  /// fewest digits that read back as the same, so that `1.0e3`, `1000.0` and `1000` are one.
  package var canonical: String {
    var text = TextBuffer()
    append(to: &text)
    return text.string
  }

  private func append(to text: inout TextBuffer) {
    switch self {
    case .null: text.append("null")
    case .boolean(let value): text.append(value ? "true" : "false")
    case .number(let literal): text.append(Self.canonical(number: literal))
    case .string(let value): text.append(json: value)
    case .array(let elements):
      text.append("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { text.append(",") }
        element.append(to: &text)
      }
      text.append("]")
    case .object(let members):
      text.append("{")
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { text.append(",") }
        text.append(json: member.key)
        text.append(":")
        member.value.append(to: &text)
      }
      text.append("}")
    }
  }

  /// Whole numbers keep all their digits; what no `Double` holds stays as it was written.
  private static func canonical(number literal: String) -> String {
    if literal == "-0" { return "0" }
    if literal.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: "-") }) {
      return literal
    }
    guard let value = Double(literal), value.isFinite else { return literal }
    return Int(exactly: value).map { "\($0)" } ?? value.description
  }
}
