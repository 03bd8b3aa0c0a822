import Operations

/// What looks at each position of a layer by itself: a feed-forward, or a choice of several.
public protocol ChannelMixer: Sendable {
  var parameters: [Parameter] { get }

  /// `[positions, hidden]` to the same, with `residual` added.
  func forward<E: Engine>(
    _ x: E.Tensor, adding residual: E.Tensor, on engine: E
  ) throws -> E.Tensor
}
