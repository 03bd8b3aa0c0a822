// Within what Foundation reads and writes.
extension ParsedJSON: Codable {
  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .boolean(flag)
    } else if let whole = try? value.decode(Int.self) {
      self = whole.json
    } else if let number = try? value.decode(Double.self) {
      self = number.json
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let elements = try? value.decode([ParsedJSON].self) {
      self = .array(elements)
    } else {
      self = .object(try value.decode([String: ParsedJSON].self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .boolean(let flag): try value.encode(flag)
    case .number(let literal):
      if let whole = Int(literal) {
        try value.encode(whole)
      } else {
        try value.encode(Double(literal) ?? .nan)
      }
    case .string(let text): try value.encode(text)
    case .array(let elements): try value.encode(elements)
    case .object(let members): try value.encode(members)
    }
  }
}
