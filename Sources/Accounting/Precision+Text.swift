extension Precision {
  /// No width has more than 3 digits, so that no longer text is worth reading.
  private static let longest = "w999a999kv999".utf8.count

  private static let shorthands: [String: Precision] = [
    "f32": .single, "f16": .half, "bf16": .half,
  ]

  /// Reads `w4a16kv8`, `w4a16` with a cache as wide as activations, `f32`, `f16` or `bf16`.
  ///
  /// Any case will do. Throws a sentence for the user that says what is allowed; shorthands that
  /// leave open what stays wide, such as `int8`, are refused.
  public init(parsing text: String) throws(PrecisionError) {
    let bytes = text.utf8.prefix(Self.longest + 1).map(\.lowercased)
    if let precision = Self.shorthands[String(decoding: bytes, as: UTF8.self)] {
      self = precision
      return
    }
    var rest = bytes[...]
    guard bytes.count <= Self.longest,
      let weights = Self.take(.weights, from: &rest),
      let activations = Self.take(.activations, from: &rest),
      let keyValues = rest.isEmpty ? activations : Self.take(.keyValues, from: &rest),
      rest.isEmpty
    else { throw .form(text) }
    try self.init(weights: weights, activations: activations, keyValues: keyValues)
  }

  /// Takes a part's letters and its width off the front; `nil` when they aren't there.
  private static func take(_ part: Part, from rest: inout ArraySlice<UInt8>) -> Int? {
    guard rest.starts(with: part.rawValue.utf8) else { return nil }
    let digits = rest.dropFirst(part.rawValue.utf8.count).prefix(while: \.isDigit)
    guard digits.count <= 3, digits.first != UInt8(ascii: "0") else { return nil }
    rest = rest[digits.endIndex...]
    return Int(String(decoding: digits, as: UTF8.self))
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// The small letter of an ASCII capital; any other byte as it is.
  fileprivate var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}
