import Operations
import Text

extension HuggingFaceFields {
  private static let widths = ModelConfiguration.Limits.widths

  /// A whole number in a range, without which there is no count.
  mutating func size(
    _ field: String, or alias: String? = nil, in range: ClosedRange<Int> = widths
  ) throws(HuggingFaceConfigurationError) -> Int {
    guard let (name, value) = try value(field, or: alias) else {
      try requireSizes([field])
      return range.lowerBound
    }
    return try whole(value, of: name, in: range)
  }

  /// A whole number in a range; the default, which is noted, when the field isn't there.
  mutating func size(
    _ field: String, or alias: String? = nil, in range: ClosedRange<Int> = widths,
    default fallback: Int
  ) throws(HuggingFaceConfigurationError) -> Int {
    guard let (name, value) = try value(field, or: alias) else {
      defaults.append("\(shown(field)) \(fallback)")
      return fallback
    }
    return try whole(value, of: name, in: range)
  }

  /// A size that the library takes from others, as `source` says, where the file doesn't give it.
  mutating func size(
    _ field: String, in range: ClosedRange<Int> = widths, from source: String, _ derived: Int
  ) throws(HuggingFaceConfigurationError) -> Int {
    guard let value = value(field) else {
      defaults.append("\(shown(field)) \(derived) (\(source))")
      return derived
    }
    return value == .null ? derived : try whole(value, of: field, in: range)
  }

  /// A whole number in a range; `nil` when the field is null or isn't there.
  mutating func sizeOrNull(
    _ field: String, in range: ClosedRange<Int> = widths
  ) throws(HuggingFaceConfigurationError) -> Int? {
    guard let value = value(field), value != .null else { return nil }
    return try whole(value, of: field, in: range)
  }

  /// `true` or `false`, which no number stands for.
  mutating func flag(
    _ field: String, default fallback: Bool
  ) throws(HuggingFaceConfigurationError) -> Bool {
    guard let value = value(field) else { return fallback }
    guard case .boolean(let flag) = value else {
      throw error(field, is: value, expected: "true or false")
    }
    return flag
  }

  /// The same for what decides about parameters; the default is noted.
  mutating func notedFlag(
    _ field: String, default fallback: Bool
  ) throws(HuggingFaceConfigurationError) -> Bool {
    if !has(field) { defaults.append("\(shown(field)) \(fallback)") }
    return try flag(field, default: fallback)
  }

  /// A number in a range, which has a fraction more often than not.
  mutating func number(
    _ field: String, or alias: String? = nil, in range: ClosedRange<Double>,
    default fallback: Double
  ) throws(HuggingFaceConfigurationError) -> Double {
    guard let (name, value) = try value(field, or: alias) else { return fallback }
    return try number(value, of: name, in: range)
  }

  func number(
    _ value: ParsedJSON, of field: String, in range: ClosedRange<Double>
  ) throws(HuggingFaceConfigurationError) -> Double {
    guard case .number(let literal) = value, let number = Double(literal), range.contains(number)
    else {
      throw error(
        field, is: value, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The function of that name in the transformers library.
  mutating func activation(
    _ field: String, default fallback: String
  ) throws(HuggingFaceConfigurationError) -> Activation {
    let value = value(field) ?? .string(fallback)
    if !has(field) { defaults.append("\(shown(field)) \(fallback)") }
    guard case .string(let name) = value, let activation = Self.activations[name] else {
      let known = Self.activations.keys.sorted().joined(separator: ", ")
      throw error(field, is: value, expected: "one of \(known)")
    }
    return activation
  }

  private static let activations: [String: Activation] = [
    "relu": .relu, "gelu": .gelu, "gelu_python": .gelu, "gelu_new": .geluTanh,
    "gelu_fast": .geluTanh, "gelu_accurate": .geluTanh, "gelu_pytorch_tanh": .geluTanh,
    "gelu_python_tanh": .geluTanh, "silu": .silu, "swish": .silu, "tanh": .tanh,
  ]

  /// Refuses a field that says otherwise than what can be represented.
  mutating func require(
    _ field: String, _ expected: Bool, default fallback: Bool, because reason: String
  ) throws(HuggingFaceConfigurationError) {
    guard try flag(field, default: fallback) == expected else {
      throw error("\(shown(field)) is \(!expected); \(reason), so use another model")
    }
  }

  /// Columns of a head, where all heads side by side have the hidden width.
  func headWidth(hidden: Int, heads: Int) throws(HuggingFaceConfigurationError) -> Int {
    guard hidden.isMultiple(of: heads) else {
      throw error(
        "a hidden size of \(hidden.grouped) can't be shared among \(heads.grouped) attention heads; "
          + "make it a multiple of them\(defaultsInBrackets)")
    }
    return hidden / heads
  }

  /// Columns of a head: `head_dim`, or the hidden width divided by the heads.
  mutating func gatedHeadWidth(
    hidden: Int, heads: Int
  ) throws(HuggingFaceConfigurationError) -> Int {
    if has("head_dim"), let width = try sizeOrNull("head_dim") { return width }
    let width = try headWidth(hidden: hidden, heads: heads)
    return try size(
      "head_dim", from: "\(shown("hidden_size")) / \(shown("num_attention_heads"))", width)
  }

  func whole(
    _ value: ParsedJSON, of field: String, in range: ClosedRange<Int>
  ) throws(HuggingFaceConfigurationError) -> Int {
    guard case .number(let literal) = value, let size = Self.whole(literal), range.contains(size)
    else {
      throw error(field, is: value, expected: "a whole number from \(range.described)")
    }
    return size
  }

  /// The whole number that a literal is, however written: `1024`, `1024.0`, `1e3`.
  private static func whole(_ literal: String) -> Int? {
    if let number = Int(literal) { return number }
    // Doubles are exact up to 2^53, beyond every range.
    guard let number = Double(literal), abs(number) <= 0x1p53 else { return nil }
    return Int(exactly: number)
  }
}
