import Operations

/// `x + softmax(Q Kᵀ / √headWidth) V Oᵀ`, queries, keys and values from one product.
///
/// Vaswani et al. 2017, arXiv 1706.03762.
public struct SoftmaxAttention: SequenceMixer {
  private let name: String
  private let configuration: ModelConfiguration
  private let window: Int?
  private let scores: ScoreStorage
  private let projections: AttentionProjections

  public init(_ context: LayerContext, scores: ScoreStorage = .fused) {
    let configuration = context.model
    name = context.name
    self.configuration = configuration
    self.scores = scores
    window = configuration.window.flatMap { context.index >= $0.firstLayer ? $0.length : nil }
    projections = AttentionProjections(context)
  }

  public var parameters: [Parameter] { projections.parameters }

  public func state(after positions: Int) -> [SequenceState] {
    let kept = SequenceState(
      .keyValues, rows: min(positions, window ?? positions), columns: configuration.keyValueWidth)
    return [kept, kept]
  }

  /// Attention itself is never cut, so that stored scores are there for all queries.
  public func forward<E: Engine>(
    _ x: E.Tensor, _ pass: LayerPass, on engine: E
  ) throws -> E.Tensor {
    // One expression, so that what was projected goes before the last product's result is there.
    try projections.output(
      of: attend(projections.projected(x, pass, on: engine), pass, on: engine), adding: x,
      on: engine)
  }

  /// `softmax(Q Kᵀ / √headWidth) V` of what was projected: `[positions, query width]`.
  private func attend<E: Engine>(
    _ projected: AttentionProjections.Projected<E.Tensor>, _ pass: LayerPass, on engine: E
  ) throws -> E.Tensor {
    var (keys, values) = (try projected.keys(on: engine), projected.values)
    if engine.keepsCache {
      let prefix = pass.positions.lowerBound
      keys = try engine.extended("\(name).keys", after: prefix, by: keys)
      values = try engine.extended("\(name).values", after: prefix, by: values)
    }
    return try engine.attention(
      queries: projected.queries(on: engine), keys: keys, values: values,
      AttentionPattern(
        heads: configuration.heads, keyValueHeads: configuration.keyValueHeads,
        headWidth: configuration.headWidth, mask: pass.mask, window: window, scores: scores))
  }
}
