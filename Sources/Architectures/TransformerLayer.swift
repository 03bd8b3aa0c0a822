import Operations

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

  /// `[positions, hidden]` to the same, at most `rowsAtOnce` of them at a time outside attention.
  ///
  /// What stands before the positions is in the engine's cache. Attention itself is never cut, so
  /// that stored scores are there for all queries.
  func forward<E: Engine>(
    _ x: E.Tensor, at positions: Range<Int>, mask: AttentionMask, scores: ScoreStorage,
    rowsAtOnce: Int?, on engine: E
  ) throws -> E.Tensor {
    let pattern = AttentionPattern(
      heads: configuration.heads, keyValueHeads: configuration.keyValueHeads,
      headWidth: configuration.headWidth, mask: mask, window: window, scores: scores)
    let attended = try attention(x, at: positions, pattern, rowsAtOnce: rowsAtOnce, on: engine)
    return try engine.overRows(positions.count, atOnce: rowsAtOnce) { rows in
      try mix(engine.rows(rows, of: attended), beside: engine.rows(rows, of: x), on: engine)
    }
  }

  /// `softmax(Q Kᵀ / √headWidth) V Wᵀ + x`, normalised where the norm stands after it.
  private func attention<E: Engine>(
    _ x: E.Tensor, at positions: Range<Int>, _ pattern: AttentionPattern, rowsAtOnce: Int?,
    on engine: E
  ) throws -> E.Tensor {
    let prefix = positions.lowerBound
    let attended = try engine.linear(
      attend(
        engine.overRows(positions.count, atOnce: rowsAtOnce) { rows in
          try project(engine.rows(rows, of: x), after: prefix + rows.lowerBound, on: engine)
        }, after: prefix, pattern, on: engine),
      output, adding: x)
    return configuration.normalisation == .after
      ? try engine.norm(attended, attentionNorm) : attended
  }

  /// Rows to their queries and keys side by side `[rows, …]`, and their values.
  ///
  /// The first row is the position after `prefix` others.
  private func project<E: Engine>(
    _ x: E.Tensor, after prefix: Int, on engine: E
  ) throws -> [E.Tensor] {
    let qkv = try engine.linear(
      configuration.normalisation == .before ? engine.norm(x, attentionNorm) : x, queryKeyValue,
      storedAs: .activation)
    let turned = configuration.queryWidth + configuration.keyValueWidth
    var queriesAndKeys = try engine.columns(0..<turned, of: qkv)
    if case .rotary(let rotary) = configuration.positions {
      queriesAndKeys = try engine.rotated(
        queriesAndKeys, headWidth: configuration.headWidth, rotary, after: prefix)
    }
    let values = try engine.columns(turned..<turned + configuration.keyValueWidth, of: qkv)
    return [queriesAndKeys, values]
  }

  /// `softmax(Q Kᵀ / √headWidth) V` of what was projected: `[positions, query width]`.
  private func attend<E: Engine>(
    _ projected: [E.Tensor], after prefix: Int, _ pattern: AttentionPattern, on engine: E
  ) throws -> E.Tensor {
    let (queryWidth, keyValueWidth) = (configuration.queryWidth, configuration.keyValueWidth)
    var keys = try engine.columns(queryWidth..<queryWidth + keyValueWidth, of: projected[0])
    var values = projected[1]
    if engine.keepsCache {
      keys = try engine.extended("\(name).keys", after: prefix, by: keys)
      values = try engine.extended("\(name).values", after: prefix, by: values)
    }
    return try engine.attention(
      queries: engine.columns(0..<queryWidth, of: projected[0]), keys: keys, values: values,
      pattern)
  }

  /// What follows attention, row by row; a parallel layer reads `x`, as attention did.
  private func mix<E: Engine>(
    _ attended: E.Tensor, beside x: E.Tensor, on engine: E
  ) throws -> E.Tensor {
    switch configuration.normalisation {
    case .before:
      try mix(
        engine.norm(configuration.isParallel ? x : attended, feedForwardNorm), adding: attended,
        on: engine)
    case .after:
      try engine.norm(mix(attended, adding: attended, on: engine), feedForwardNorm)
    }
  }

  private func mix<E: Engine>(
    _ x: E.Tensor, adding residual: E.Tensor, on engine: E
  ) throws -> E.Tensor {
    switch mixer {
    case .single(let feedForward): try feedForward.forward(x, adding: residual, on: engine)
    case .mixture(let mixture): try mixture.forward(x, adding: residual, on: engine)
    }
  }
}
