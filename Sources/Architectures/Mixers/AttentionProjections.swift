import Operations

/// What stands around the mixing of positions in attention: queries, keys and values of rows from one
/// product, turned where the model's positions are rotary, and the product with the output's matrix.
struct AttentionProjections: Sendable {
  private let configuration: ModelConfiguration
  private let queryKeyValue: Linear
  private let output: Linear

  init(_ context: LayerContext) {
    configuration = context.model
    let name = "\(context.name).attention"
    queryKeyValue = Linear(
      .queryKeyValue, name: "\(name).qkv", inputs: configuration.hidden,
      outputs: configuration.queryWidth + 2 * configuration.keyValueWidth,
      bias: configuration.biases.contains(.queryKeyValue))
    output = Linear(
      .output, name: "\(name).output", inputs: configuration.queryWidth,
      outputs: configuration.hidden, bias: configuration.biases.contains(.output))
  }

  var parameters: [Parameter] { queryKeyValue.parameters + output.parameters }

  /// Rows `[positions, hidden]`, normalised as the pass says, to what is mixed of them.
  func projected<E: Engine>(
    _ x: E.Tensor, _ pass: LayerPass, on engine: E
  ) throws -> Projected<E.Tensor> {
    let parts: [E.Tensor] = try engine.overRows(pass.positions.count, atOnce: pass.rowsAtOnce) {
      rows in
      try project(
        pass.normalised(engine.rows(rows, of: x), on: engine),
        after: pass.positions.lowerBound + rows.lowerBound, on: engine)
    }
    return Projected(queriesAndKeys: parts[0], values: parts[1], configuration)
  }

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

  /// `x + mixed Oᵀ`: `[positions, query width]` to `[positions, hidden]`.
  func output<E: Engine>(
    of mixed: E.Tensor, adding x: E.Tensor, on engine: E
  ) throws -> E.Tensor {
    try engine.linear(mixed, output, adding: x)
  }

  /// Queries, keys and values of all rows.
  struct Projected<Tensor> {
    /// Side by side: `[positions, query width + key width]`.
    private let queriesAndKeys: Tensor
    /// `[positions, key width]`.
    let values: Tensor
    private let configuration: ModelConfiguration

    fileprivate init(queriesAndKeys: Tensor, values: Tensor, _ configuration: ModelConfiguration) {
      self.queriesAndKeys = queriesAndKeys
      self.values = values
      self.configuration = configuration
    }

    /// `[positions, query width]`, in place.
    func queries<E: Engine>(on engine: E) throws -> Tensor where E.Tensor == Tensor {
      try engine.columns(0..<configuration.queryWidth, of: queriesAndKeys)
    }

    /// `[positions, key width]`, in place.
    func keys<E: Engine>(on engine: E) throws -> Tensor where E.Tensor == Tensor {
      let first = configuration.queryWidth
      return try engine.columns(first..<first + configuration.keyValueWidth, of: queriesAndKeys)
    }
  }
}
