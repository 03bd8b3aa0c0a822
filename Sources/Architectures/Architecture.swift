/// A way to process a long sequence, written once and run by every engine.
public protocol Architecture: Sendable {
  /// Processes positions `0..<positions` and hands out what the model says about them.
  ///
  /// - Parameters:
  ///   - positions: Rows the model processes in all, memory included.
  ///   - engine: Where it happens.
  ///   - output: Called in order, with the positions a result covers and the result; a
  ///     counting engine calls it for a few segments only.
  func forward<E: Engine>(
    positions: Int, on engine: E, output: (Range<Int>, E.Tensor) throws -> Void
  ) throws
}
