import Architectures
import Operations

/// Where a model's parameters stand in a Hugging Face checkpoint.
///
/// A parameter is one tensor, or several one below the other: queries, keys and values are stored
/// apart and multiplied as one matrix `[outputs, inputs]`.
public struct HuggingFaceNames: Sendable {
  /// A tensor that is a parameter, or some of its rows.
  public struct Piece: Hashable, Sendable {
    /// What it may be called; the first of them is the name that is written today.
    public let names: [String]
    public let shape: [Int]
  }

  private let model: ModelConfiguration
  private let table: HuggingFaceNameTable
  private let prefix: String

  /// The families whose checkpoints can be read.
  public static let families: [String] = HuggingFaceNameTable.all.map(\.family).sorted()

  /// The names of a model in a checkpoint with given tensors; `nil` when its family isn't known.
  ///
  /// The tensors tell which prefix the names have: it depends on the class that was saved.
  public init?(_ model: ModelConfiguration, has tensor: (String) -> Bool) {
    guard let table = HuggingFaceNameTable.all.first(where: { $0.family == model.family }) else {
      return nil
    }
    self.model = model
    self.table = table
    prefix = table.prefixes.first { tensor($0 + table.anchor) } ?? table.prefixes[0]
  }

  /// The tensors that a parameter consists of, from its first row to its last; none when a
  /// checkpoint doesn't hold it, such as a memory.
  public func pieces(of parameter: Parameter) -> [Piece] {
    let (module, leaf) = HuggingFaceNameTable.Leaf.split(parameter.name)
    guard let stems = table.stems(of: module) else { return [] }
    let (rows, columns) = (parameter.shape.rows, parameter.shape.columns)
    let (queries, keys) = (model.queryWidth, model.keyValueWidth)
    let outputs = stems.count == 3 ? [queries, keys, keys] : [leaf.isVector ? columns : rows]
    return zip(stems, outputs).map { stem, outputs in
      Piece(
        names: table.names(of: leaf, in: stem, prefix: prefix),
        shape: leaf.isVector ? [outputs] : [outputs, columns])
    }
  }
}
