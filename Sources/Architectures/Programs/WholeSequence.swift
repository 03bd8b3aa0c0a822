import Operations

/// A model over all positions at once.
///
/// With attention it is the Transformer as it is, quadratic in the number of positions: Vaswani et al.
/// 2017, arXiv 1706.03762.
public struct WholeSequence: Architecture {
  public let model: Transformer
  public let mask: AttentionMask

  public init(_ model: Transformer, mask: AttentionMask) {
    self.model = model
    self.mask = mask
  }

  public func state(after positions: Int) -> [SequenceState] {
    mask == .causal ? model.state(after: positions) : []
  }

  public func forward<E: Engine>(
    _ positions: Range<Int>, on engine: E, memory _: (Range<Int>, E.Tensor) throws -> Void,
    output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    guard positions.lowerBound == 0 || mask == .causal else {
      throw ArchitectureError.bidirectional
    }
    guard positions.lowerBound == 0 || engine.keepsCache else {
      throw ArchitectureError.nothingKept
    }
    let encoded = try model.encode(
      model.embed(positions, on: engine), at: positions, mask: mask, on: engine)
    try model.predict(encoded, positions, on: engine, output: output)
  }
}
