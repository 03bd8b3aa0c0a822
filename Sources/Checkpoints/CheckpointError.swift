import Architectures
import Text

/// Why a model's files can't be used, in a sentence for the user.
///
/// Such as `'opt/model.safetensors': tensor 'lm_head.weight' is missing; …`.
public struct CheckpointError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ file: String, _ sentence: String) {
    description = "\(QuotedText(file, longest: 200)): \(sentence)"
  }

  init(_ file: String, tensor: String, _ sentence: String) {
    // The names of published tensors have fewer than a hundred characters.
    self.init(file, "tensor \(QuotedText(tensor, longest: 120)) \(sentence)")
  }

  /// - Parameter text: What should be JSON, such as `the header`.
  init(_ file: String, _ text: String, isNotJSON problem: JSONProblem) {
    self.init(
      file,
      "\(text) isn't as it should be: \(problem.fact) at line \(problem.line), column "
        + "\(problem.column); download the file again")
  }

  init(_ error: HuggingFaceConfigurationError) {
    description = error.description
  }
}
