/// A kind of work that a convention may put a price on: an open, named value.
public struct Work: Hashable, Sendable {
  /// A small number, for tables and sets.
  public let number: Int
  /// The words in tables.
  public let title: String
  /// Whether a unit of it is one multiply-add.
  public let isMultiplyAdd: Bool
  /// Whether a forward pass really does it: not what is a way of counting, or of training alone.
  public let isDone: Bool

  private init(
    _ number: Int, _ title: String, isMultiplyAdd: Bool = false, isDone: Bool = true
  ) {
    self.number = number
    self.title = title
    self.isMultiplyAdd = isMultiplyAdd
    self.isDone = isDone
  }

  /// A further kind, known by its words in tables; the same words are the same kind.
  public init(_ title: String, isMultiplyAdd: Bool = false) {
    self = Self.others.value(of: title) { Work($0, title, isMultiplyAdd: isMultiplyAdd) }
  }

  private static let others = Names<Work>(from: common.count)

  /// Every kind that has come up, in the order of tables.
  public static var all: [Work] { common + others.all }

  public static func == (left: Work, right: Work) -> Bool { left.number == right.number }
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

// What layers of Transformers do; the numbers are those of the list.
extension Work {
  /// In the order of tables.
  public static let common: [Work] = [
    .multiplyAdd, .attentionMultiplyAdd, .routerMultiplyAdd, .vocabularyMultiplyAdd,
    .embeddingMultiplyAdd, .positionMultiplyAdd, .embeddingElement, .softmax, .scoreScale, .bias,
    .relu, .gelu, .silu, .tanh, .gate, .residual, .layerNorm, .rootMeanSquareNorm,
    .positionEmbedding, .rotation, .combination, .scoreDropout, .dropout, .parameter,
  ]

  /// A multiply-add of a product with a matrix of the layers, a projection or a pooler.
  public static let multiplyAdd = Work(0, "products", isMultiplyAdd: true)
  /// A multiply-add of attention's two products, `Q Kᵀ` and the weighted sum of values.
  public static let attentionMultiplyAdd = Work(1, "attention's products", isMultiplyAdd: true)
  /// A multiply-add of the product that chooses experts.
  public static let routerMultiplyAdd = Work(2, "router", isMultiplyAdd: true)
  /// A multiply-add of the product with the vocabulary.
  public static let vocabularyMultiplyAdd = Work(3, "vocabulary product", isMultiplyAdd: true)
  /// A multiply-add of the embedding, were it a product with one-hot rows.
  public static let embeddingMultiplyAdd = Work(
    4, "embedding as a product", isMultiplyAdd: true, isDone: false)
  /// A multiply-add of the position and type embeddings, were they products with one-hot rows.
  public static let positionMultiplyAdd = Work(
    5, "positions as a product", isMultiplyAdd: true, isDone: false)
  /// An element of an embedded row that is looked up.
  public static let embeddingElement = Work(6, "embedding lookup")
  /// An element of the softmax, one for each head and each pair of query and key.
  public static let softmax = Work(7, "softmax")
  /// A score that is divided by √headWidth.
  public static let scoreScale = Work(8, "scaling of scores")
  /// An element a bias is added to.
  public static let bias = Work(9, "bias")
  public static let relu = Work(10, "ReLU")
  public static let gelu = Work(11, "GELU")
  public static let silu = Work(12, "SiLU")
  public static let tanh = Work(13, "tanh")
  /// An element of a gate's product.
  public static let gate = Work(14, "gate")
  /// An element a residual is added to.
  public static let residual = Work(15, "residual")
  /// An element that layer normalisation passes over.
  public static let layerNorm = Work(16, "layer norm")
  /// An element that root mean square normalisation passes over.
  public static let rootMeanSquareNorm = Work(17, "RMS norm")
  /// An element a position or type embedding is added to.
  public static let positionEmbedding = Work(18, "position embedding")
  /// An element that a rotary encoding turns.
  public static let rotation = Work(19, "rotary encoding")
  /// An element of an expert's answer, weighted and summed.
  public static let combination = Work(20, "sum of experts")
  /// A score that dropout passes over; done in training only.
  public static let scoreDropout = Work(21, "dropout of scores", isDone: false)
  /// An element that dropout passes over, after the embedding and the two outputs of a layer; in
  /// training only.
  public static let dropout = Work(22, "dropout", isDone: false)
  /// A parameter at a position, in rules that cost a model by its parameters.
  public static let parameter = Work(23, "parameters", isMultiplyAdd: true, isDone: false)
}
