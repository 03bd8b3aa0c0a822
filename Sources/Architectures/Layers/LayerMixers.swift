/// What the layers of a stack are made of; a stack may choose for each.
public struct LayerMixers: Sendable {
  /// Layers of one kind do the same on the same shapes, so that a count reads each kind once.
  public let kind: String
  /// Whether a feed-forward, or the model's experts, follow.
  public let hasChannel: Bool
  let sequence: @Sendable (LayerContext) -> any SequenceMixer

  public init(
    kind: String, hasChannel: Bool = true,
    _ sequence: @escaping @Sendable (LayerContext) -> any SequenceMixer
  ) {
    self.kind = kind
    self.hasChannel = hasChannel
    self.sequence = sequence
  }

  /// A Transformer's own.
  public static let attention = LayerMixers(kind: "full") { SoftmaxAttention($0) }
}
