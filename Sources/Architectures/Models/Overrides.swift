import Text

/// Changes to a configuration as typed: `layers=24,window=none`.
struct Overrides {
  private enum Value {
    case number(Int)
    case none
    case flag(Bool)
    case text(String)
  }

  private var values: [Override: Value] = [:]

  init(_ text: String, number: (String) throws -> Int) throws(OverrideError) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw OverrideError(
          "\(QuotedText(String(part))) isn't a change; write field=value, with commas between them")
      }
      let field = try Self.field(String(sides[0]))
      let value = try Self.value(String(sides[1]), of: field, number: number)
      guard values.updateValue(value, forKey: field) == nil else {
        throw OverrideError("\(field) is given twice; leave one out")
      }
    }
  }

  func has(_ field: Override) -> Bool { values[field] != nil }

  func number(_ field: Override) -> Int? {
    if case .number(let number) = values[field] { number } else { nil }
  }

  func flag(_ field: Override) -> Bool? {
    if case .flag(let flag) = values[field] { flag } else { nil }
  }

  func text(_ field: Override) -> String? {
    if case .text(let text) = values[field] { text } else { nil }
  }

  private static func field(_ name: String) throws(OverrideError) -> Override {
    guard let field = Override(rawValue: name.lowercased()) else {
      let known = ModelConfiguration.overridableFields.joined(separator: ", ")
      throw OverrideError("no field is called \(QuotedText(name)); the fields are \(known)")
    }
    return field
  }

  private static func value(
    _ text: String, of field: Override, number: (String) throws -> Int
  ) throws(OverrideError) -> Value {
    switch field.kind {
    case .text: return .text(text)
    case .flag:
      switch text.lowercased() {
      case "yes", "true", "on", "y", "1": return .flag(true)
      case "no", "false", "off", "n", "0": return .flag(false)
      default: throw OverrideError("\(field) is \(QuotedText(text)); it must be yes or no")
      }
    case .numberOrNone where ["none", "no", "off", "null"].contains(text.lowercased()):
      return .none
    case .number(let range), .numberOrNone(let range):
      return .number(try Self.number(text, of: field, in: range, number: number))
    }
  }

  private static func number(
    _ text: String, of field: Override, in range: ClosedRange<Int>,
    number: (String) throws -> Int
  ) throws(OverrideError) -> Int {
    let value: Int
    do {
      value = try number(text)
    } catch {
      throw OverrideError("\(field): \(error)")
    }
    guard range.contains(value) else {
      throw OverrideError("\(field) is \(value.grouped); it must be \(range.described)")
    }
    return value
  }
}
