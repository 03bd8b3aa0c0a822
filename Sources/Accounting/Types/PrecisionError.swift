/// A precision that isn't one, as a sentence that says what to write.
public enum PrecisionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text isn't of the form `w4a16kv8`, nor a shorthand.
  case form(String)
  /// The part may not have that many bits.
  case width(Precision.Part, bits: Int)

  public var description: String {
    switch self {
    case .form(let text):
      let allowed = Precision.Part.allCases
        .map { "\($0.rawValue) (\($0.noun)) of \($0.listedWidths)" }
        .joined(separator: ", ")
      return "'\(Self.excerpt(of: text))' is not a precision; write bits of \(allowed),"
        + " as in w16a16kv16, w4a16kv8 or w4a16, a type such as fp32, bf16, fp8, int8 or int4, or how"
        + " weights are stored: \(Dtype.weightTypes.joined(separator: ", "))"
    case .width(let part, let bits):
      return "\(part.noun) of \(bits) bits can't be counted; write \(part.rawValue) with"
        + " \(part.listedWidths) bits, as in w16a16kv16 or w4a16kv8"
    }
  }

  /// The start of a text on one line, whatever characters it has.
  private static func excerpt(of text: String) -> String {
    let longest = 24
    let scalars = text.unicodeScalars
    let start = scalars.prefix(longest).map { $0.escaped(asASCII: true) }.joined()
    return scalars.dropFirst(longest).isEmpty ? start : start + "..."
  }
}
