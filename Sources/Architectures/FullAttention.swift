/// The Transformer as it is: every position attends to every one that the mask admits.
///
/// Vaswani et al. 2017, arXiv 1706.03762. Quadratic in the number of positions.
public struct FullAttention: Architecture {
  public let model: Transformer
  public let mask: AttentionMask

  public init(_ model: Transformer, mask: AttentionMask) {
    self.model = model
    self.mask = mask
  }

  public func forward<E: Engine>(
    positions: Int, on engine: E, output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    let encoded = try model.encode(
      model.embed(0..<positions, on: engine), mask: mask, on: engine)
    try output(0..<positions, model.predict(encoded, on: engine))
  }
}
