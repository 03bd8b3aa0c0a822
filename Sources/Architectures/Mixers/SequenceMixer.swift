import Operations

/// What moves information between the positions of a layer: attention, a state space, products along
/// the sequence.
///
/// A mixer owns its parameters: whatever counts, draws, loads or trains them asks it.
public protocol SequenceMixer: Sendable {
  var parameters: [Parameter] { get }

  /// `x + mix(norm(x))`: `[positions, hidden]` to the same.
  ///
  /// What stands before the positions is in the engine's cache.
  func forward<E: Engine>(
    _ x: E.Tensor, _ pass: LayerPass, on engine: E
  ) throws -> E.Tensor

  /// What it keeps of so many positions to go on from; nothing unless said otherwise.
  func state(after positions: Int) -> [SequenceState]
}

extension SequenceMixer {
  public func state(after positions: Int) -> [SequenceState] { [] }
}

/// Which rows a layer is given, and how.
public struct LayerPass: Sendable {
  /// Where the rows stand in the sequence.
  public let positions: Range<Int>
  public let mask: AttentionMask
  /// The most rows that go through at once what looks at each row alone; all of them when `nil`.
  public let rowsAtOnce: Int?
  /// What each row goes through before it is mixed, if anything.
  public let norm: Norm?

  public init(
    _ positions: Range<Int>, mask: AttentionMask, rowsAtOnce: Int? = nil, norm: Norm? = nil
  ) {
    self.positions = positions
    self.mask = mask
    self.rowsAtOnce = rowsAtOnce
    self.norm = norm
  }

  /// Rows as they are mixed.
  public func normalised<E: Engine>(_ x: E.Tensor, on engine: E) throws -> E.Tensor {
    try norm.map { try engine.norm(x, $0) } ?? x
  }
}

/// What a layer's mixers are made for.
public struct LayerContext: Sendable {
  public let model: ModelConfiguration
  /// The layer's number, from 0.
  public let index: Int
  /// The longest sequence, where that is known: some mixers have parameters for each position.
  public let length: Int?
  /// What the layers are to be computed under: some mixers have parameters for what follows a
  /// position.
  public let mask: AttentionMask

  /// - Parameter mask: The model's own unless said otherwise.
  public init(
    _ model: ModelConfiguration, index: Int, length: Int? = nil, mask: AttentionMask? = nil
  ) {
    self.model = model
    self.index = index
    self.length = length
    self.mask = mask ?? model.mask
  }

  /// What the names of the layer's parameters begin with.
  public var name: String { "layers.\(index)" }
}

/// A tensor that is kept of a sequence to go on from it.
public struct SequenceState: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Keys and values, stored as these are.
    case keyValues
    /// Memory or the state of a recurrence, stored as activations are.
    case recurrent
  }

  public let kind: Kind
  public let shape: Shape

  public init(_ kind: Kind, rows: Int, columns: Int) {
    self.kind = kind
    shape = Shape(rows: rows, columns: columns)
  }
}
