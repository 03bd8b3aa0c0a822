import ArgumentParser

extension CommandLineError {
  /// The same sentence as an error that ends the command with status 64 wherever it is thrown.
  ///
  /// ArgumentParser gives any other error from `validate()` or `run()` status 1.
  public var usage: ValidationError { ValidationError(description) }
}
