/// A value of a JSON text that was read.
package enum ParsedJSON: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// As written, such as `1e3`: nothing is lost before it is known what the number is for.
  case number(String)
  case string(String)
  case array([ParsedJSON])
  case object([String: ParsedJSON])

  /// What it is, in a sentence for the user: shortened, and safe to print.
  package var described: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .number(let literal): QuotedText.plain(literal, longest: 24)
    case .string(let text): "the text \(QuotedText(text))"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
