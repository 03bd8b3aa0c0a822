/// A mistake in what the user typed, as a sentence that says what to do about it.
///
/// Such as `'4096...1' is empty at column 1; did you mean 1...4096?`
public struct CommandLineError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ sentence: String) {
    description = sentence
  }

  /// `'text' fact at column n; remedy`, the shape of every sentence about a typed value.
  init(quoting text: String, fact: String, column: Int? = nil, remedy: String) {
    let place = column.map { " at column \($0)" } ?? ""
    description = "\(Quotation(text)) \(fact)\(place); \(remedy)"
  }
}
