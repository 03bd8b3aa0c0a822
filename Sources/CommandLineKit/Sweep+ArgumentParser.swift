import ArgumentParser

extension Sweep {
  /// Reads an option's value: `@Option(transform: Sweep.parse) var segments: Sweep`.
  ///
  /// `Sweep` isn't `ExpressibleByArgument` for the reason that `Count.parse` gives.
  public static func parse(_ text: String) throws -> Sweep {
    try parse(text, upTo: Count.largest)
  }

  /// The same with a maximum of the option's own: `@Option(transform: Sweep.parser(upTo: 4096))`.
  public static func parser(upTo maximum: Int) -> @Sendable (String) throws -> Sweep {
    { text in try parse(text, upTo: maximum) }
  }

  private static func parse(_ text: String, upTo maximum: Int) throws -> Sweep {
    do {
      return try Sweep(parsing: text, upTo: maximum)
    } catch {
      throw error.usage
    }
  }
}
