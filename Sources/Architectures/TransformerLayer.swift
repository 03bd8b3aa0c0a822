/// One layer: self-attention and a feed-forward, each with a residual sum.
struct TransformerLayer: Sendable {
  /// What stands after attention: one feed-forward for all positions, or a choice of several.
  enum Mixer: Sendable {
    case single(FeedForward)
    case mixture(MixtureOfExperts)

    var parameters: [Parameter] {
      switch self {
      case .single(let feedForward): feedForward.parameters
      case .mixture(let mixture): mixture.parameters
      }
    }
  }

  private let name: String
  private let configuration: ModelConfiguration
  private let window: Int?
  private let queryKeyValue: Linear
  private let output: Linear
  private let attentionNorm: Norm
  private let mixer: Mixer
  private let feedForwardNorm: Norm

  init(_ configuration: ModelConfiguration, index: Int) {
    name = "layers.\(index)"
    self.configuration = configuration
    window = configuration.window.flatMap { index >= $0.firstLayer ? $0.length : nil }
    let hidden = configuration.hidden
    queryKeyValue = Linear(
      .queryKeyValue, name: "\(name).attention.qkv", inputs: hidden,
      outputs: configuration.queryWidth + 2 * configuration.keyValueWidth,
      bias: configuration.biases.contains(.queryKeyValue))
    output = Linear(
      .output, name: "\(name).attention.output", inputs: configuration.queryWidth,
      outputs: hidden, bias: configuration.biases.contains(.output))
    attentionNorm = Norm(
      .attentionNorm, kind: configuration.norm, name: "\(name).attention.norm", width: hidden,
      epsilon: configuration.normEpsilon)
    let inner = "\(name).feed-forward"
    mixer =
      configuration.experts.map {
        .mixture(MixtureOfExperts(configuration, $0, name: inner))
      } ?? .single(FeedForward(configuration, name: inner))
    feedForwardNorm = Norm(
      .feedForwardNorm, kind: configuration.norm, name: "\(inner).norm", width: hidden,
      epsilon: configuration.normEpsilon)
  }

  var parameters: [Parameter] {
    queryKeyValue.parameters + output.parameters + attentionNorm.parameters + mixer.parameters
      + feedForwardNorm.parameters
  }

  /// `[positions, hidden]` to the same; the first row is the position after `prefix` others.
  func forward<E: Engine>(
    _ x: E.Tensor, mask: AttentionMask, after prefix: Int, on engine: E
  ) throws -> E.Tensor {
    switch configuration.normalisation {
    case .before:
      let attended = try attention(
        engine.norm(x, attentionNorm), adding: x, mask: mask, after: prefix, on: engine)
      return try mix(
        engine.norm(configuration.isParallel ? x : attended, feedForwardNorm),
        adding: attended, on: engine)
    case .after:
      let attended = try engine.norm(
        attention(x, adding: x, mask: mask, after: prefix, on: engine), attentionNorm)
      return try engine.norm(mix(attended, adding: attended, on: engine), feedForwardNorm)
    }
  }

  /// `softmax(Q Kᵀ / √headWidth) V Wᵀ + residual`, with Q, K and V side by side in one product.
  private func attention<E: Engine>(
    _ x: consuming E.Tensor, adding residual: E.Tensor, mask: AttentionMask, after prefix: Int,
    on engine: E
  ) throws -> E.Tensor {
    let attended = try attend(
      engine.linear(x, queryKeyValue), mask: mask, after: prefix, on: engine)
    return try engine.linear(attended, output, activation: nil, adding: residual)
  }

  /// Columns Q, K, V `[positions, …]` to what each position gathers `[positions, query width]`.
  private func attend<E: Engine>(
    _ qkv: E.Tensor, mask: AttentionMask, after prefix: Int, on engine: E
  ) throws -> E.Tensor {
    let (queryWidth, keyValueWidth) = (configuration.queryWidth, configuration.keyValueWidth)
    let turned = queryWidth + keyValueWidth
    var queriesAndKeys = engine.columns(0..<turned, of: qkv)
    if case .rotary(let rotary) = configuration.positions {
      queriesAndKeys = try engine.rotated(
        queriesAndKeys, headWidth: configuration.headWidth, rotary, after: prefix)
    }
    var keys = engine.columns(queryWidth..<turned, of: queriesAndKeys)
    var values = engine.columns(turned..<turned + keyValueWidth, of: qkv)
    if engine.keepsCache {
      keys = try engine.extended("\(name).keys", after: prefix, by: keys)
      values = try engine.extended("\(name).values", after: prefix, by: values)
    }
    return try engine.attention(
      queries: engine.columns(0..<queryWidth, of: queriesAndKeys), keys: keys, values: values,
      AttentionPattern(
        heads: configuration.heads, keyValueHeads: configuration.keyValueHeads,
        headWidth: configuration.headWidth, mask: mask, window: window))
  }

  private func mix<E: Engine>(
    _ x: E.Tensor, adding residual: E.Tensor, on engine: E
  ) throws -> E.Tensor {
    switch mixer {
    case .single(let feedForward): try feedForward.forward(x, adding: residual, on: engine)
    case .mixture(let mixture): try engine.mixture(x, mixture, adding: residual)
    }
  }
}
