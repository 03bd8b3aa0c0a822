import ArgumentParser

extension Count {
  /// Reads an option's value: `@Option(transform: Count.parse) var length: Count`.
  ///
  /// `Count` is deliberately not `ExpressibleByArgument`: that protocol's initializer can only
  /// return `nil`, so the sentence that says what to do would be lost. An error thrown by a
  /// `transform` is printed, and ends the command with status 64. Help doesn't show the default of
  /// an option with a `transform`, so the help text has to name it.
  public static func parse(_ text: String) throws -> Count {
    try parse(text, upTo: Count.largest)
  }

  /// The same with a maximum of the option's own: `@Option(transform: Count.parser(upTo: 64))`.
  public static func parser(upTo maximum: Int) -> @Sendable (String) throws -> Count {
    { text in try parse(text, upTo: maximum) }
  }

  private static func parse(_ text: String, upTo maximum: Int) throws -> Count {
    do {
      return try Count(parsing: text, upTo: maximum)
    } catch {
      throw error.usage
    }
  }
}
