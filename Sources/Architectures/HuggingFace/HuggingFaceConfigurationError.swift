import Text

/// Why a config.json can't be used, in a sentence for the user.
///
/// Such as `'opt/config.json': num_hidden_layers is 0; it must be a whole number from 1 to 10,000`.
public struct HuggingFaceConfigurationError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ name: String, _ sentence: String) {
    description = "\(QuotedText(name, longest: 200)): \(sentence)"
  }
}
