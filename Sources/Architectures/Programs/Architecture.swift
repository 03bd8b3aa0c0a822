import Operations

/// A way to process a long sequence, written once and run by every engine.
public protocol Architecture: Sendable {
  var model: Transformer { get }

  /// Parameters of its own, beside the model's.
  var ownParameters: [Parameter] { get }

  /// What it reads: tokens or rows.
  var input: ProgramInput { get }

  /// The one number of positions it can process, where its settings leave no other.
  var onlyLength: Int? { get }

  /// How so many positions are cut, or `nil` when they are processed at once.
  func segmentation(of positions: Int) -> Segmentation?

  /// The positions of a segment that hold no content: memory and special tokens.
  var reserved: Int { get }

  /// What is kept of so many positions to go on from; nothing where none can follow.
  func state(after positions: Int) -> [SequenceState]

  /// Processes the given positions and hands out what the model says about them.
  ///
  /// - Parameters:
  ///   - positions: Rows the model processes, memory included. What stands before them was
  ///     processed by an earlier pass on the same engine, which keeps its cache.
  ///   - engine: Where it happens.
  ///   - memory: Called after each segment of an architecture that carries memory, with the
  ///     segment's positions and the memory that the next one reads, `[slots, width]`; a counting
  ///     engine calls it for a few segments only.
  ///   - output: Called in order, with the positions a result covers and the result: once for each
  ///     segment, and for scores of many positions once for each chunk of them. A counting engine
  ///     calls it for a few segments and chunks only.
  /// - Throws: What the engine throws, and ``ArchitectureError`` when the architecture can't go on
  ///   from a cache.
  func forward<E: Engine>(
    _ positions: Range<Int>, on engine: E, memory: (Range<Int>, E.Tensor) throws -> Void,
    output: (Range<Int>, E.Tensor) throws -> Void
  ) throws
}

extension Architecture {
  public var ownParameters: [Parameter] { [] }
  public var input: ProgramInput { model.input }
  public var onlyLength: Int? { nil }
  public func segmentation(of positions: Int) -> Segmentation? { nil }
  public var reserved: Int { 0 }

  /// Processes the given positions, whatever is carried from segment to segment.
  public func forward<E: Engine>(
    _ positions: Range<Int>, on engine: E, output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    try forward(positions, on: engine, memory: { _, _ in }, output: output)
  }

  /// Processes positions `0..<positions`.
  public func forward<E: Engine>(
    positions: Int, on engine: E, output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    try forward(0..<positions, on: engine, output: output)
  }
}

/// What an architecture can't do, in a sentence for the user.
public struct ArchitectureError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }

  /// Attention that sees what follows would have to be computed anew for every new position.
  public static let bidirectional = ArchitectureError(
    "attention without a causal mask sees what follows, so no cache lets it go on from earlier "
      + "positions; give it all positions at once")

  /// An engine that keeps no cache knows nothing of earlier positions.
  static let nothingKept = ArchitectureError(
    "the engine keeps no keys and values of earlier positions to go on from")
}
