/// One operation of a forward pass with its sizes: what an engine was asked to do.
public enum Operation: Hashable, Sendable {
  /// Rows looked up in a table of `vocabulary` rows.
  case embedding(rows: Int, width: Int, vocabulary: Int)
  /// Rows of a table added to rows of a tensor.
  case addition(rows: Int, width: Int)
  case product(Product)
  case attention(Attention)
  case layerNorm(rows: Int, width: Int)
  /// Rows copied below each other.
  case concatenation(rows: Int, width: Int)

  /// `activation(x Wᵀ + b) + residual`.
  public struct Product: Hashable, Sendable {
    public let term: Term
    public let rows: Int
    public let inputs: Int
    public let outputs: Int
    public let hasBias: Bool
    public let activation: Activation?
    public let hasResidual: Bool

    public init(rows: Int, layer: Linear, activation: Activation?, hasResidual: Bool) {
      self.term = layer.term
      self.rows = rows
      self.inputs = layer.inputs
      self.outputs = layer.outputs
      self.hasBias = layer.bias != nil
      self.activation = activation
      self.hasResidual = hasResidual
    }
  }

  /// Softmax attention of all heads.
  public struct Attention: Hashable, Sendable {
    public let queries: Int
    public let keys: Int
    public let heads: Int
    public let headWidth: Int
    public let mask: AttentionMask

    public init(queries: Int, keys: Int, heads: Int, headWidth: Int, mask: AttentionMask) {
      self.queries = queries
      self.keys = keys
      self.heads = heads
      self.headWidth = headWidth
      self.mask = mask
    }
  }
}
