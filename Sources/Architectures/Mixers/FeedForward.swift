import Operations

/// The work on each position alone: two products with an activation, or a gate, between them.
///
/// `activation(x Uᵀ) Dᵀ`, or `(activation(x Gᵀ) · (x Uᵀ)) Dᵀ` with G and U side by side in one
/// matrix: Shazeer, arXiv 2002.05202.
public struct FeedForward: ChannelMixer, Hashable {
  /// `[width, hidden]`, or `[2 · width, hidden]` with a gate, whose rows come first.
  public let up: Linear
  /// `[hidden, width]`.
  public let down: Linear
  public let activation: Activation
  public let isGated: Bool

  public var width: Int { down.inputs }

  init(_ configuration: ModelConfiguration, name: String, expert: Int? = nil) {
    let width = configuration.feedForward
    up = Linear(
      .feedForward, name: "\(name).up", inputs: configuration.hidden,
      outputs: configuration.isGated ? 2 * width : width,
      bias: configuration.biases.contains(.feedForward), expert: expert)
    down = Linear(
      .feedForward, name: "\(name).down", inputs: width, outputs: configuration.hidden,
      bias: configuration.biases.contains(.feedForward), expert: expert)
    activation = configuration.activation
    isGated = configuration.isGated
  }

  public var parameters: [Parameter] { up.parameters + down.parameters }

  /// `[positions, hidden]` to the same, with `residual` added.
  public func forward<E: Engine>(
    _ x: E.Tensor, adding residual: E.Tensor, on engine: E
  ) throws -> E.Tensor {
    try engine.linear(widened(x, on: engine), down, adding: residual)
  }

  private func widened<E: Engine>(_ x: E.Tensor, on engine: E) throws -> E.Tensor {
    guard isGated else {
      return try engine.linear(x, up, activation: activation, storedAs: .activation)
    }
    return try engine.gated(engine.linear(x, up, storedAs: .activation), activation)
  }
}
