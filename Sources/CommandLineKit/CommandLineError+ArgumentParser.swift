import ArgumentParser

extension CommandLineError {
  /// The same sentence as an error that ends the command with status 64 wherever it is thrown.
  ///
  /// ArgumentParser gives any other error from `validate()` or `run()` status 1.
  public var usage: ValidationError { ValidationError(description) }

  /// Reads an option's value, turning an error into one that ends the command with status 64:
  /// `transform: CommandLineError.usage(Convention.one)`.
  public static func usage<Value>(
    _ read: @escaping @Sendable (String) throws(CommandLineError) -> Value
  ) -> @Sendable (String) throws -> Value {
    { text in
      do throws(CommandLineError) {
        return try read(text)
      } catch {
        throw error.usage
      }
    }
  }
}
