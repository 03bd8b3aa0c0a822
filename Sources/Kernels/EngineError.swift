/// Why an engine could not perform an operation, as a sentence for the user.
public struct EngineError: Error, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
