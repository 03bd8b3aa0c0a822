/// The part of a model that an operation belongs to: a row of the cost table.
public enum Term: Int, Hashable, Sendable, CaseIterable {
  case embedding, positions, projectIn, embeddingNorm
  case attentionNorm, queryKeyValue, rotation, scores, softmax, weightedSum, output
  case feedForwardNorm, router, feedForward
  /// What is trained beside frozen weights.
  case adapters
  case finalNorm, projectOut, headTransform, headNorm, pooler, classifier, vocabulary
  /// A cost of the model's parameters as a whole, in rules that don't look at operations.
  case parameters

  /// The name in tables and JSON.
  public var name: String {
    switch self {
    case .embedding: "embedding"
    case .positions: "positions"
    case .projectIn: "project-in"
    case .embeddingNorm: "embedding-norm"
    case .attentionNorm: "attention-norm"
    case .queryKeyValue: "qkv"
    case .rotation: "rotary"
    case .scores: "scores"
    case .softmax: "softmax"
    case .weightedSum: "weighted-sum"
    case .output: "output"
    case .feedForwardNorm: "feed-forward-norm"
    case .router: "router"
    case .feedForward: "feed-forward"
    case .adapters: "adapters"
    case .finalNorm: "final-norm"
    case .projectOut: "project-out"
    case .headTransform: "head-transform"
    case .headNorm: "head-norm"
    case .pooler: "pooler"
    case .classifier: "classifier"
    case .vocabulary: "vocabulary"
    case .parameters: "parameters"
    }
  }

  /// Whether the term is part of every layer; the others stand before or after the layers.
  public var isInLayer: Bool {
    switch self {
    case .attentionNorm, .queryKeyValue, .rotation, .scores, .softmax, .weightedSum, .output,
      .feedForwardNorm, .router, .feedForward, .adapters:
      true
    case .embedding, .positions, .projectIn, .embeddingNorm, .finalNorm, .projectOut,
      .headTransform, .headNorm, .pooler, .classifier, .vocabulary, .parameters:
      false
    }
  }

  /// Whether the term is attention proper: the part whose cost grows with the square of the length.
  public var isAttention: Bool { self == .scores || self == .softmax || self == .weightedSum }
}
