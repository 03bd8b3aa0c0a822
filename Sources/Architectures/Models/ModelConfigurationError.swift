/// Why no model can be made from a configuration, in a sentence for the user.
///
/// Such as `12 heads can't be shared among 5 heads of keys and values; make heads a multiple of kv`.
public struct ModelConfigurationError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
