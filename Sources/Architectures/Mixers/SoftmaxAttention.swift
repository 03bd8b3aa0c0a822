import Operations

/// `x + softmax(Q Kᵀ / √headWidth) V Oᵀ`, queries, keys and values from one product.
///
/// Vaswani et al. 2017, arXiv 1706.03762.
public struct SoftmaxAttention: SequenceMixer {
  private let name: String
  private let configuration: ModelConfiguration
  private let window: Int?
  private let scores: ScoreStorage
  private let queryKeyValue: Linear
  private let output: Linear

  public init(_ context: LayerContext, scores: ScoreStorage = .fused) {
    let configuration = context.model
    name = context.name
    self.configuration = configuration
    self.scores = scores
    window = configuration.window.flatMap { context.index >= $0.firstLayer ? $0.length : nil }
    queryKeyValue = Linear(
      .queryKeyValue, name: "\(name).attention.qkv", inputs: configuration.hidden,
      outputs: configuration.queryWidth + 2 * configuration.keyValueWidth,
      bias: configuration.biases.contains(.queryKeyValue))
    output = Linear(
      .output, name: "\(name).attention.output", inputs: configuration.queryWidth,
      outputs: configuration.hidden, bias: configuration.biases.contains(.output))
  }

  public var parameters: [Parameter] { queryKeyValue.parameters + output.parameters }

  public func state(after positions: Int) -> [SequenceState] {
    let kept = SequenceState(
      .keyValues, rows: min(positions, window ?? positions), columns: configuration.keyValueWidth)
    return [kept, kept]
  }

  /// Attention itself is never cut, so that stored scores are there for all queries.
  public func forward<E: Engine>(
    _ x: E.Tensor, _ pass: LayerPass, on engine: E
  ) throws -> E.Tensor {
    let prefix = pass.positions.lowerBound
    // One expression, so that what was projected goes before the last product's result is there.
    return try engine.linear(
      attend(
        engine.overRows(pass.positions.count, atOnce: pass.rowsAtOnce) { rows in
          try project(
            pass.normalised(engine.rows(rows, of: x), on: engine),
            after: prefix + rows.lowerBound, on: engine)
        }, after: prefix, pass.mask, on: engine),
      output, adding: x)
  }

  /// Rows to their queries and keys side by side `[rows, …]`, and their values.
  ///
  /// The first row is the position after `prefix` others.
  private func project<E: Engine>(
    _ x: E.Tensor, after prefix: Int, on engine: E
  ) throws -> [E.Tensor] {
    let qkv = try engine.linear(x, queryKeyValue, storedAs: .activation)
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
    _ projected: [E.Tensor], after prefix: Int, _ mask: AttentionMask, on engine: E
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
      AttentionPattern(
        heads: configuration.heads, keyValueHeads: configuration.keyValueHeads,
        headWidth: configuration.headWidth, mask: mask, window: window, scores: scores))
  }
}
