import Architectures
import Operations
import Text

/// A trained model in a folder, as Hugging Face lays it out: `config.json` and safetensors files.
///
/// Weights are in `model.safetensors`, or in several files that `model.safetensors.index.json` names.
/// They are mapped and read when asked for.
public struct Checkpoint: Sendable {
  public let folder: String
  public let configuration: HuggingFaceConfiguration
  /// Where each parameter stands.
  public let names: HuggingFaceNames
  private let tensors: TensorFolder

  /// Opens a folder and reads its configuration and the headers of its files.
  ///
  /// - Throws: What is wrong, naming the file, when there is no configuration, its family is none of
  ///   ``HuggingFaceNames/families``, there are no weights, or a header isn't true of its file.
  public init(folder: String) throws(CheckpointError) {
    self.folder = folder
    configuration = try Self.configuration(in: folder)
    let tensors = try TensorFolder(folder)
    let model = configuration.model
    guard let names = HuggingFaceNames(model, has: tensors.contains) else {
      throw CheckpointError(
        folder,
        "weights of \(QuotedText(model.family)) models can't be read; "
          + "known: \(HuggingFaceNames.families.joined(separator: ", "))")
    }
    self.names = names
    self.tensors = tensors
  }

  private static func configuration(
    in folder: String
  ) throws(CheckpointError) -> HuggingFaceConfiguration {
    do throws(HuggingFaceConfigurationError) {
      return try HuggingFaceConfiguration(path: folder)
    } catch {
      throw CheckpointError(error)
    }
  }

  /// Tensors that aren't a parameter of the model, such as another head, sorted and safe to print.
  public var ignoredTensors: [String] {
    var ignored = Set(tensors.names)
    for parameter in Transformer(configuration.model).parameters {
      for piece in names.pieces(of: parameter) {
        if let name = piece.names.first(where: tensors.contains) { ignored.remove(name) }
      }
    }
    return ignored.sorted().map { QuotedText.plain($0, longest: 120) }
  }

  /// Makes sure that parameters are there, in the shapes and types that can be read.
  ///
  /// - Throws: The first tensor that is missing, or isn't what the configuration asks for.
  public func check(_ parameters: [Parameter]) throws(CheckpointError) {
    for parameter in parameters { _ = try pieces(of: parameter) }
  }

  /// The values of a parameter, row after row, converted to `Float`.
  ///
  /// - Throws: When one of its tensors is missing, or isn't what the configuration asks for.
  public func values(of parameter: Parameter) throws(CheckpointError) -> [Float] {
    let pieces = try pieces(of: parameter)
    let count = pieces.reduce(0) { $0 + $1.info.count }
    return [Float](unsafeUninitializedCapacity: count) { values, filled in
      for piece in pieces {
        let rest = UnsafeMutableBufferPointer(rebasing: values[filled...])
        piece.file.copyFloats(of: piece.info, to: rest)
        filled += piece.info.count
      }
    }
  }

  private typealias Piece = (file: SafetensorsFile, info: TensorInfo)

  private func pieces(of parameter: Parameter) throws(CheckpointError) -> [Piece] {
    var found: [Piece] = []
    for piece in names.pieces(of: parameter) {
      let name = piece.names.first(where: tensors.contains) ?? piece.names[0]
      let file = try tensors.file(of: name)
      let info = try file.checkFloats(of: name)
      guard info.shape == piece.shape else {
        throw CheckpointError(
          file.path, tensor: name,
          "has the shape \(info.shape), and config.json asks for \(piece.shape); use files of one "
            + "model")
      }
      found.append((file, info))
    }
    // Also when there are no pieces: a checkpoint holds no such parameter.
    guard found.reduce(0, { $0 + UInt128($1.info.count) }) == parameter.count else {
      throw CheckpointError(
        folder,
        "has no values for \(parameter.name) of \(parameter.shape.rows.grouped) rows and "
          + "\(parameter.shape.columns.grouped) columns; use the model of its config.json")
    }
    return found
  }
}
