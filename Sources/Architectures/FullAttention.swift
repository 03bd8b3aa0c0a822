import Operations

/// The Transformer as it is: every position attends to every one that the mask admits.
///
/// Vaswani et al. 2017, arXiv 1706.03762. Quadratic in the number of positions.
public struct FullAttention: Architecture {
  public let model: Transformer
  public let mask: AttentionMask
  public let scores: ScoreStorage

  public init(_ model: Transformer, mask: AttentionMask, scores: ScoreStorage = .fused) {
    self.model = model
    self.mask = mask
    self.scores = scores
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
      model.embed(positions, on: engine), at: positions, mask: mask, scores: scores, on: engine)
    try model.predict(encoded, positions, on: engine, output: output)
  }
}
