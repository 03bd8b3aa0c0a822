/// A kind of work that a convention may put a price on.
public enum Work: Int, Hashable, Sendable, CaseIterable {
  /// A multiply-add of a product with a matrix of the layers, a projection or a pooler.
  case multiplyAdd
  /// A multiply-add of attention's two products, `Q Kᵀ` and the weighted sum of values.
  case attentionMultiplyAdd
  /// A multiply-add of the product that chooses experts.
  case routerMultiplyAdd
  /// A multiply-add of the product with the vocabulary.
  case vocabularyMultiplyAdd
  /// A multiply-add of the embedding, were it a product with one-hot rows.
  case embeddingMultiplyAdd
  /// A multiply-add of the position and type embeddings, were they products with one-hot rows.
  case positionMultiplyAdd
  /// An element of an embedded row that is looked up.
  case embeddingElement
  /// An element of the softmax, one for each head and each pair of query and key.
  case softmax
  /// A score that is divided by √headWidth.
  case scoreScale
  /// An element a bias is added to.
  case bias
  case relu, gelu, silu, tanh
  /// An element of a gate's product.
  case gate
  /// An element a residual is added to.
  case residual
  /// An element that layer normalisation passes over.
  case layerNorm
  /// An element that root mean square normalisation passes over.
  case rootMeanSquareNorm
  /// An element a position or type embedding is added to.
  case positionEmbedding
  /// An element that a rotary encoding turns.
  case rotation
  /// An element of an expert's answer, weighted and summed.
  case combination
  /// A score that dropout passes over; done in training only.
  case scoreDropout
  /// An element that dropout passes over, after the embedding and the two outputs of a layer; in
  /// training only.
  case dropout
  /// A parameter at a position, in rules that cost a model by its parameters.
  case parameter

  /// The words in tables.
  public var title: String {
    switch self {
    case .multiplyAdd: "products"
    case .attentionMultiplyAdd: "attention's products"
    case .routerMultiplyAdd: "router"
    case .vocabularyMultiplyAdd: "vocabulary product"
    case .embeddingMultiplyAdd: "embedding as a product"
    case .positionMultiplyAdd: "positions as a product"
    case .embeddingElement: "embedding lookup"
    case .softmax: "softmax"
    case .scoreScale: "scaling of scores"
    case .bias: "bias"
    case .relu: "ReLU"
    case .gelu: "GELU"
    case .silu: "SiLU"
    case .tanh: "tanh"
    case .gate: "gate"
    case .residual: "residual"
    case .layerNorm: "layer norm"
    case .rootMeanSquareNorm: "RMS norm"
    case .positionEmbedding: "position embedding"
    case .rotation: "rotary encoding"
    case .combination: "sum of experts"
    case .scoreDropout: "dropout of scores"
    case .dropout: "dropout"
    case .parameter: "parameters"
    }
  }

  /// Whether a unit of it is one multiply-add.
  public var isMultiplyAdd: Bool {
    switch self {
    case .multiplyAdd, .attentionMultiplyAdd, .routerMultiplyAdd, .vocabularyMultiplyAdd,
      .embeddingMultiplyAdd, .positionMultiplyAdd, .parameter:
      true
    default: false
    }
  }

  /// Whether a forward pass really does it: not what is a way of counting, or of training alone.
  public var isDone: Bool {
    switch self {
    case .embeddingMultiplyAdd, .positionMultiplyAdd, .scoreDropout, .dropout, .parameter: false
    default: true
    }
  }
}
