/// What a member of a JSON object holds.
package protocol JSONConvertible {
  /// What it is, in a sentence for the user: `a whole number`.
  static var described: String { get }
  /// `nil` when the value is of another kind or out of range.
  init?(json: ParsedJSON)
  var json: ParsedJSON { get }
}

extension Int: JSONConvertible {
  package static var described: String { "a whole number" }

  package init?(json: ParsedJSON) {
    guard case .number(let literal) = json, let value = Int(literal) else { return nil }
    self = value
  }

  package var json: ParsedJSON { .number("\(self)") }
}

extension JSONConvertible where Self: BinaryFloatingPoint & LosslessStringConvertible {
  package static var described: String { "a number" }

  package init?(json: ParsedJSON) {
    guard case .number(let literal) = json, let value = Self(literal), value.isFinite else {
      return nil
    }
    self = value
  }

  package var json: ParsedJSON {
    .number(Int(exactly: self).map { "\($0)" } ?? description)
  }
}

extension Double: JSONConvertible {}
extension Float: JSONConvertible {}

extension Bool: JSONConvertible {
  package static var described: String { "true or false" }

  package init?(json: ParsedJSON) {
    guard case .boolean(let value) = json else { return nil }
    self = value
  }

  package var json: ParsedJSON { .boolean(self) }
}

extension String: JSONConvertible {
  package static var described: String { "a text" }

  package init?(json: ParsedJSON) {
    guard case .string(let value) = json else { return nil }
    self = value
  }

  package var json: ParsedJSON { .string(self) }
}

extension Array: JSONConvertible where Element: JSONConvertible {
  package static var described: String { "a list, each element \(Element.described)" }

  package init?(json: ParsedJSON) {
    guard case .array(let elements) = json else { return nil }
    self = elements.compactMap(Element.init(json:))
    guard count == elements.count else { return nil }
  }

  package var json: ParsedJSON { .array(map(\.json)) }
}

extension ParsedJSON: JSONConvertible {
  package static var described: String { "a value" }
  package init?(json: ParsedJSON) { self = json }
  package var json: ParsedJSON { self }
}

extension JSONConvertible where Self: RawRepresentable, RawValue == String {
  package static var described: String { "one of the names there are" }

  package init?(json: ParsedJSON) {
    guard case .string(let name) = json else { return nil }
    self.init(rawValue: name)
  }

  package var json: ParsedJSON { .string(rawValue) }
}
