/// The part of a model that an operation belongs to, a row of the cost table: an open, named value.
public struct Term: Hashable, Sendable {
  /// A small number, which also orders tables: as a forward pass meets the terms.
  public let number: Int
  /// The name in tables and JSON.
  public let name: String
  /// Whether the term is part of every layer; the others stand before or after the layers.
  public let isInLayer: Bool
  /// Whether the term is attention proper: the part whose cost grows with the square of the length.
  public let isAttention: Bool

  private init(
    _ number: Int, _ name: String, isInLayer: Bool = false, isAttention: Bool = false
  ) {
    self.number = number
    self.name = name
    self.isInLayer = isInLayer
    self.isAttention = isAttention
  }

  /// A further term, known by its name; the same name is the same term.
  public init(_ name: String, isInLayer: Bool = true, isAttention: Bool = false) {
    self = Self.others.value(of: name) {
      Term($0, name, isInLayer: isInLayer, isAttention: isAttention)
    }
  }

  private static let others = Names<Term>(from: common.count)

  /// Every term that has come up, in the order of their numbers.
  public static var all: [Term] { common + others.all }

  public static func == (left: Term, right: Term) -> Bool { left.number == right.number }
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

// The terms of a Transformer; the numbers are those of the list.
extension Term {
  /// As a forward pass meets them.
  public static let common: [Term] = [
    .embedding, .positions, .projectIn, .embeddingNorm, .attentionNorm, .queryKeyValue, .rotation,
    .scores, .softmax, .weightedSum, .output, .feedForwardNorm, .router, .feedForward, .adapters,
    .finalNorm, .projectOut, .headTransform, .headNorm, .pooler, .classifier, .vocabulary,
    .parameters,
  ]

  public static let embedding = Term(0, "embedding")
  public static let positions = Term(1, "positions")
  public static let projectIn = Term(2, "project-in")
  public static let embeddingNorm = Term(3, "embedding-norm")
  public static let attentionNorm = Term(4, "attention-norm", isInLayer: true)
  public static let queryKeyValue = Term(5, "qkv", isInLayer: true)
  public static let rotation = Term(6, "rotary", isInLayer: true)
  public static let scores = Term(7, "scores", isInLayer: true, isAttention: true)
  public static let softmax = Term(8, "softmax", isInLayer: true, isAttention: true)
  public static let weightedSum = Term(9, "weighted-sum", isInLayer: true, isAttention: true)
  public static let output = Term(10, "output", isInLayer: true)
  public static let feedForwardNorm = Term(11, "feed-forward-norm", isInLayer: true)
  public static let router = Term(12, "router", isInLayer: true)
  public static let feedForward = Term(13, "feed-forward", isInLayer: true)
  /// What is trained beside frozen weights.
  public static let adapters = Term(14, "adapters", isInLayer: true)
  public static let finalNorm = Term(15, "final-norm")
  public static let projectOut = Term(16, "project-out")
  public static let headTransform = Term(17, "head-transform")
  public static let headNorm = Term(18, "head-norm")
  public static let pooler = Term(19, "pooler")
  public static let classifier = Term(20, "classifier")
  public static let vocabulary = Term(21, "vocabulary")
  /// A cost of the model's parameters as a whole, in rules that don't look at operations.
  public static let parameters = Term(22, "parameters")
}
