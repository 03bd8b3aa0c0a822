/// The members of a JSON object, taken out one by one.
///
/// A member that isn't there, or is null, has its default. What nobody takes is left in ``rest``: a
/// later program wrote it, and it is kept.
package struct JSONFields {
  /// What is wrong with a member, as the end of a sentence about the object.
  package struct Problem: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
      self.description = description
    }
  }

  /// Members that weren't taken.
  package private(set) var rest: [String: ParsedJSON]

  package init(_ value: ParsedJSON) throws(Problem) {
    guard case .object(let members) = value else { throw Problem("it is no JSON object") }
    rest = members
  }

  /// A member, or `nil` where it isn't there.
  package mutating func optional<Value: JSONConvertible>(
    _ name: String
  ) throws(Problem) -> Value? {
    guard let json = rest.removeValue(forKey: name), json != .null else { return nil }
    guard let value = Value(json: json) else {
      throw Problem("its '\(name)' is \(json.described), not \(Value.described)")
    }
    return value
  }

  /// A member that has to be there.
  package mutating func value<Value: JSONConvertible>(_ name: String) throws(Problem) -> Value {
    guard let value: Value = try optional(name) else { throw Problem("it has no '\(name)'") }
    return value
  }

  /// A member, or what it usually is.
  package mutating func value<Value: JSONConvertible>(
    _ name: String, default usual: Value
  ) throws(Problem) -> Value {
    try optional(name) ?? usual
  }

  /// The members of a member that is an object.
  package mutating func object(_ name: String) throws(Problem) -> JSONFields {
    try JSONFields(value(name))
  }
}

extension [String: ParsedJSON] {
  /// Adds a member; `nil` is left out.
  package mutating func set(_ name: String, _ value: (some JSONConvertible)?) {
    self[name] = value?.json
  }

  /// Adds a member unless it is what it usually is: a member that comes later changes nothing about
  /// what was stored before.
  package mutating func set<Member: JSONConvertible & Equatable>(
    _ name: String, _ value: Member, unless usual: Member
  ) {
    self[name] = value == usual ? nil : value.json
  }
}
