/// The sizes and choices that define a Transformer.
public struct ModelConfiguration: Hashable, Sendable {
  /// Where layer normalisation stands in a layer.
  public enum Normalisation: Hashable, Sendable {
    /// Before attention and feed-forward, and once after the last layer.
    case before
    /// After each residual sum.
    case after
  }

  /// What follows the last layer.
  public enum Head: Hashable, Sendable {
    /// Scores over the vocabulary at every position, with the embedding table as the matrix.
    case vocabulary
    /// A dense layer and tanh over the first position, as BERT's `[CLS]`.
    case pooler
  }

  public var name: String
  public var layers: Int
  public var hidden: Int
  public var heads: Int
  public var feedForward: Int
  public var vocabulary: Int
  /// Width of the embedding table; projected to `hidden` and back when it differs.
  public var embeddingWidth: Int
  /// Rows of the position table that a sequence can use.
  public var maximumPositions: Int
  /// Rows of the position table before the first position's.
  public var positionOffset: Int
  /// Token types whose embedding is added to every position; 0 when the model has none.
  public var tokenTypes: Int
  public var normalisation: Normalisation
  /// Whether the embedded rows are normalised before the first layer.
  public var normalisesEmbedding: Bool
  public var activation: Activation
  /// The mask the model was trained with.
  public var mask: AttentionMask
  public var head: Head
  public var normEpsilon: Float

  /// Columns of one head.
  public var headWidth: Int { hidden / heads }
}
