/// Why a run's folder can't be used, as a sentence for the user.
public struct RunFolderError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
