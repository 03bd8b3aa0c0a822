/// What is wrong with changes to a configuration, in a sentence for the user.
///
/// Such as `layers is given twice; leave one out`.
public struct OverrideError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
