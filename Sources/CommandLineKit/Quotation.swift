/// A piece of the user's own text inside a sentence: quoted, shortened, and safe to print.
public struct Quotation: CustomStringConvertible {
  /// Longer texts keep this many of their first Unicode scalars.
  private static let longest = 48

  public let description: String

  public init(_ text: String) {
    let scalars = text.unicodeScalars
    let shown = String(printing: scalars.prefix(Self.longest))
    let isShortened = scalars.dropFirst(Self.longest).first != nil
    description = "'\(shown)\(isShortened ? "…" : "")'"
  }
}
