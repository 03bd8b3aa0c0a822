import Architectures
import Text

/// Inputs of a model and what another program made of them, in a safetensors file.
///
/// Tensors of whole numbers are inputs: `input_ids`, or `full.input_ids` and `rmt.input_ids` where
/// the two differ, `[1, positions]`. What was made of them is in floating point:
/// - `full.hidden_last` `[1, positions, width]`: what the vocabulary product or the pooler reads;
///   `full.logits` `[1, positions, vocabulary]`, or `[1, labels]` of a classifier.
/// - `rmt.segment.k.memory` `[1, slots, width]` and `rmt.segment.k.logits`, of the content of
///   segment k: with the memory that ``Recurrence`` describes.
///
/// Full attention was run on the first of its tokens, as many as the outputs have rows.
public struct ExpectedOutputs: Sendable {
  public let file: SafetensorsFile
  public let model: ModelConfiguration
  /// Tokens of the pass with full attention; `nil` when nothing is expected of it.
  public let fullTokens: [Int]?
  /// How recurrent memory was run; `nil` when nothing is expected of it.
  public let recurrence: Recurrence?
  /// Names of what is expected, first of full attention, then by segment.
  public let names: [String]
  /// Names that nothing is known about, sorted and safe to print.
  public let unknown: [String]

  private static let inputs: Set<String> = [
    "input_ids", "full.input_ids", "rmt.input_ids", "rmt.memory_initial",
  ]

  /// Opens a file and checks its inputs and sizes.
  ///
  /// - Throws: ``CheckpointError``, naming the tensor, when nothing is expected, an input is missing,
  ///   a token isn't one of the model's, or a shape contradicts the model or the metadata.
  public init(path: String, of model: ModelConfiguration) throws(CheckpointError) {
    let file = try SafetensorsFile(path: path)
    let outputs = file.names.filter { !Self.inputs.contains($0) }
    let full = outputs.filter { Self.namesOfFullAttention.contains($0) }
    let places = outputs.compactMap(SegmentOutput.init).sorted()
    self.file = file
    self.model = model
    names = full + places.map(\.name)
    unknown = Set(outputs).subtracting(names).sorted().map { QuotedText.plain($0, longest: 120) }
    guard !names.isEmpty else {
      throw CheckpointError(
        path,
        "holds nothing to compare with; name a file with full.hidden_last, full.logits, "
          + "rmt.segment.k.memory or rmt.segment.k.logits")
    }
    fullTokens =
      full.isEmpty ? nil : try Self.tokensOfFullAttention(file, for: full, of: model)
    recurrence = places.isEmpty ? nil : try Recurrence(file, of: model)
    if let recurrence { try recurrence.check(places, in: file) }
  }

  /// Makes sure that an output has the shape that the model gives it.
  ///
  /// - Parameter shape: Without the leading 1, the number of sequences.
  public func check(_ name: String, shape: [Int]) throws(CheckpointError) {
    let info = try file.tensor(name)
    guard info.shape == [1] + shape else {
      throw CheckpointError(
        file.path, tensor: name,
        "has the shape \(info.shape), and the model gives \([1] + shape); use the outputs of this "
          + "model for one sequence")
    }
  }
}

// MARK: Full attention

extension ExpectedOutputs {
  public static let hiddenOfFullAttention = "full.hidden_last"
  public static let logitsOfFullAttention = "full.logits"
  private static let namesOfFullAttention = [hiddenOfFullAttention, logitsOfFullAttention]

  private static func tokensOfFullAttention(
    _ file: SafetensorsFile, for names: [String], of model: ModelConfiguration
  ) throws(CheckpointError) -> [Int] {
    let input = file["full.input_ids"] == nil ? "input_ids" : "full.input_ids"
    var tokens = try self.tokens(input, file, of: model)
    for name in names {
      let shape = try file.tensor(name).shape
      // Scores of a classifier say nothing about positions.
      guard shape.count == 3 else { continue }
      guard shape[1] <= tokens.count else {
        throw CheckpointError(
          file.path, tensor: name,
          "has \(Plural.text(shape[1], "position")), and \(input) only \(Plural.text(tokens.count, "token")); "
            + "store all of them")
      }
      tokens = Array(tokens.prefix(shape[1]))
    }
    guard !tokens.isEmpty else {
      throw CheckpointError(file.path, tensor: names[0], "has no position; use another file")
    }
    try check(positions: tokens.count, in: file, tensor: input, of: model)
    return tokens
  }

  static func check(
    positions: Int, in file: SafetensorsFile, tensor: String, of model: ModelConfiguration
  ) throws(CheckpointError) {
    guard case .learned = model.positions, positions > model.maximumPositions else { return }
    throw CheckpointError(
      file.path, tensor: tensor,
      "asks for \(Plural.text(positions, "position")) at once, and the model has "
        + "\(model.maximumPositions.grouped); use fewer tokens or another model")
  }

  /// The tokens of one sequence, each within the vocabulary.
  static func tokens(
    _ name: String, _ file: SafetensorsFile, of model: ModelConfiguration
  ) throws(CheckpointError) -> [Int] {
    let info = try file.tensor(name)
    guard info.shape.count == 1 || (info.shape.count == 2 && info.shape[0] == 1), info.count > 0
    else {
      throw CheckpointError(
        file.path, tensor: name,
        "has the shape \(info.shape); it must be [1, positions], the tokens of one sequence")
    }
    let tokens = try file.integers(of: name)
    if let wrong = tokens.first(where: { !(0..<model.vocabulary).contains($0) }) {
      throw CheckpointError(
        file.path, tensor: name,
        "has the token \(wrong), outside the vocabulary of \(model.vocabulary.grouped); use the "
          + "tokens of this model")
    }
    return tokens
  }
}
