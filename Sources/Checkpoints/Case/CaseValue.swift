import Architectures
import Text

/// The value of a setting of a case.
public enum CaseValue: Hashable, Sendable {
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case text(String)
  indirect case list([CaseValue])

  /// `nil` for what no setting can be: null, an object, a number that `Double` can't hold.
  init?(_ json: ParsedJSON) {
    switch json {
    case .boolean(let value): self = .boolean(value)
    case .string(let text): self = .text(text)
    case .number(let literal):
      if let integer = Int(literal) {
        self = .integer(integer)
      } else if let number = Double(literal), number.isFinite {
        self = .number(number)
      } else {
        return nil
      }
    case .array(let elements):
      let values = elements.compactMap(CaseValue.init)
      guard values.count == elements.count else { return nil }
      self = .list(values)
    case .null, .object: return nil
    }
  }

  /// In a sentence for the user: shortened, and safe to print.
  var described: String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .boolean(let value): "\(value)"
    case .text(let text): "\(QuotedText(text))"
    case .list: "a list"
    }
  }
}
