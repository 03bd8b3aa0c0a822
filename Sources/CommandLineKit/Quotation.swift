/// A piece of the user's own text inside a sentence: quoted, shortened, and safe to print.
struct Quotation: CustomStringConvertible {
  /// Longer texts keep this many of their first Unicode scalars.
  private static let longest = 48

  let description: String

  init(_ text: String) {
    let scalars = text.unicodeScalars
    var shown = ""
    for scalar in scalars.prefix(Self.longest) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        shown.unicodeScalars.append(scalar)
      }
    }
    let isShortened = scalars.dropFirst(Self.longest).first != nil
    description = "'\(shown)\(isShortened ? "…" : "")'"
  }
}
