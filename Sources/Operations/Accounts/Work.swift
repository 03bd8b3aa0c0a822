/// A kind of work that a convention may put a price on: an open, named value.
public struct Work: Hashable, Sendable {
  /// A small number, for tables and sets.
  public let number: Int
  /// Whether a unit of it is one multiply-add.
  public let isMultiplyAdd: Bool
  /// Whether a forward pass really does it: not what is a way of counting, or of training alone.
  public let isDone: Bool

  private init(_ number: Int, isMultiplyAdd: Bool = false, isDone: Bool = true) {
    self.number = number
    self.isMultiplyAdd = isMultiplyAdd
    self.isDone = isDone
  }

  /// A further kind, known by its words in tables; the same words are the same kind.
  public init(_ title: String, isMultiplyAdd: Bool = false) {
    self = Self.titles.value(of: title) { Work($0, isMultiplyAdd: isMultiplyAdd) }
  }

  /// The words in tables.
  public var title: String { Self.titles[number] }

  /// Every kind that has come up, in the order of tables.
  public static var all: [Work] { titles.all }

  @inlinable
  public static func == (left: Work, right: Work) -> Bool { left.number == right.number }

  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

// What layers of Transformers do; the numbers are those of the list.
extension Work {
  /// In the order of tables.
  private static let named: KeyValuePairs<String, Work> = [
    "products": .multiplyAdd,
    "attention's products": .attentionMultiplyAdd,
    "router": .routerMultiplyAdd,
    "vocabulary product": .vocabularyMultiplyAdd,
    "embedding as a product": .embeddingMultiplyAdd,
    "positions as a product": .positionMultiplyAdd,
    "embedding lookup": .embeddingElement,
    "softmax": .softmax,
    "scaling of scores": .scoreScale,
    "bias": .bias,
    "ReLU": .relu,
    "GELU": .gelu,
    "SiLU": .silu,
    "tanh": .tanh,
    "gate": .gate,
    "residual": .residual,
    "layer norm": .layerNorm,
    "RMS norm": .rootMeanSquareNorm,
    "position embedding": .positionEmbedding,
    "rotary encoding": .rotation,
    "sum of experts": .combination,
    "dropout of scores": .scoreDropout,
    "dropout": .dropout,
    "parameters": .parameter,
  ]
  public static let common = named.map(\.value)
  private static let titles = Names(named)

  /// A multiply-add of a product with a matrix of the layers, a projection or a pooler.
  public static let multiplyAdd = Work(0, isMultiplyAdd: true)
  /// A multiply-add of attention's two products, `Q Kᵀ` and the weighted sum of values.
  public static let attentionMultiplyAdd = Work(1, isMultiplyAdd: true)
  /// A multiply-add of the product that chooses experts.
  public static let routerMultiplyAdd = Work(2, isMultiplyAdd: true)
  /// A multiply-add of the product with the vocabulary.
  public static let vocabularyMultiplyAdd = Work(3, isMultiplyAdd: true)
  /// A multiply-add of the embedding, were it a product with one-hot rows.
  public static let embeddingMultiplyAdd = Work(4, isMultiplyAdd: true, isDone: false)
  /// A multiply-add of the position and type embeddings, were they products with one-hot rows.
  public static let positionMultiplyAdd = Work(5, isMultiplyAdd: true, isDone: false)
  /// An element of an embedded row that is looked up.
  public static let embeddingElement = Work(6)
  /// An element of the softmax, one for each head and each pair of query and key.
  public static let softmax = Work(7)
  /// A score that is divided by √headWidth.
  public static let scoreScale = Work(8)
  /// An element a bias is added to.
  public static let bias = Work(9)
  public static let relu = Work(10)
  public static let gelu = Work(11)
  public static let silu = Work(12)
  public static let tanh = Work(13)
  /// An element of a gate's product.
  public static let gate = Work(14)
  /// An element a residual is added to.
  public static let residual = Work(15)
  /// An element that layer normalisation passes over.
  public static let layerNorm = Work(16)
  /// An element that root mean square normalisation passes over.
  public static let rootMeanSquareNorm = Work(17)
  /// An element a position or type embedding is added to.
  public static let positionEmbedding = Work(18)
  /// An element that a rotary encoding turns.
  public static let rotation = Work(19)
  /// An element of an expert's answer, weighted and summed.
  public static let combination = Work(20)
  /// A score that dropout passes over; done in training only.
  public static let scoreDropout = Work(21, isDone: false)
  /// An element that dropout passes over, after the embedding and the two outputs of a layer; in
  /// training only.
  public static let dropout = Work(22, isDone: false)
  /// A parameter at a position, in rules that cost a model by its parameters.
  public static let parameter = Work(23, isMultiplyAdd: true, isDone: false)
}
