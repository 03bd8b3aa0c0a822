/// One layer: self-attention, then a feed-forward of two products, each with a residual sum.
struct TransformerLayer: Sendable {
  let hidden: Int
  let heads: Int
  let normalisation: ModelConfiguration.Normalisation
  let activation: Activation
  let queryKeyValue: Linear
  let output: Linear
  let attentionNorm: LayerNorm
  let up: Linear
  let down: Linear
  let feedForwardNorm: LayerNorm

  init(_ configuration: ModelConfiguration, index: Int) {
    let name = "layers.\(index)"
    hidden = configuration.hidden
    heads = configuration.heads
    normalisation = configuration.normalisation
    activation = configuration.activation
    queryKeyValue = Linear(
      .queryKeyValue, name: "\(name).attention.qkv", inputs: hidden, outputs: 3 * hidden,
      bias: true)
    output = Linear(
      .output, name: "\(name).attention.output", inputs: hidden, outputs: hidden, bias: true)
    attentionNorm = LayerNorm(
      name: "\(name).attention.norm", width: hidden, epsilon: configuration.normEpsilon)
    up = Linear(
      .feedForward, name: "\(name).feed-forward.up", inputs: hidden,
      outputs: configuration.feedForward, bias: true)
    down = Linear(
      .feedForward, name: "\(name).feed-forward.down", inputs: configuration.feedForward,
      outputs: hidden, bias: true)
    feedForwardNorm = LayerNorm(
      name: "\(name).feed-forward.norm", width: hidden, epsilon: configuration.normEpsilon)
  }

  /// `[positions, hidden]` to the same.
  func forward<E: Engine>(
    _ x: E.Tensor, mask: AttentionMask, on engine: E
  ) throws -> E.Tensor {
    switch normalisation {
    case .before:
      let attended = try attention(
        engine.layerNorm(x, attentionNorm), adding: x, mask: mask, on: engine)
      return try feedForward(
        engine.layerNorm(attended, feedForwardNorm), adding: attended, on: engine)
    case .after:
      let attended = try engine.layerNorm(
        attention(x, adding: x, mask: mask, on: engine), attentionNorm)
      return try engine.layerNorm(
        feedForward(attended, adding: attended, on: engine), feedForwardNorm)
    }
  }

  /// `softmax(Q Kᵀ / √headWidth) V Wᵀ + residual`, with Q, K and V side by side in one product.
  private func attention<E: Engine>(
    _ x: consuming E.Tensor, adding residual: E.Tensor, mask: AttentionMask, on engine: E
  ) throws -> E.Tensor {
    let mixed = try mix(engine.linear(x, queryKeyValue), mask: mask, on: engine)
    return try engine.linear(mixed, output, activation: nil, adding: residual)
  }

  private func mix<E: Engine>(
    _ qkv: E.Tensor, mask: AttentionMask, on engine: E
  ) throws -> E.Tensor {
    try engine.attention(
      queries: engine.columns(0..<hidden, of: qkv),
      keys: engine.columns(hidden..<2 * hidden, of: qkv),
      values: engine.columns(2 * hidden..<3 * hidden, of: qkv),
      heads: heads, mask: mask)
  }

  /// `activation(x Uᵀ + u) Dᵀ + d + residual`.
  private func feedForward<E: Engine>(
    _ x: E.Tensor, adding residual: E.Tensor, on engine: E
  ) throws -> E.Tensor {
    try engine.linear(
      engine.linear(x, up, activation: activation), down, activation: nil, adding: residual)
  }
}
