/// The part of a model that an operation belongs to, a row of the cost table: an open, named value.
public struct Term: Hashable, Sendable {
  /// A small number, which also orders tables: as a forward pass meets the terms.
  public let number: Int
  /// Whether the term is part of every layer; the others stand before or after the layers.
  public let isInLayer: Bool
  /// Whether the term is attention proper: the part whose cost grows with the square of the length.
  public let isAttention: Bool

  private init(_ number: Int, isInLayer: Bool = false, isAttention: Bool = false) {
    self.number = number
    self.isInLayer = isInLayer
    self.isAttention = isAttention
  }

  /// A further term, known by its name; the same name is the same term.
  public init(_ name: String, isInLayer: Bool = true, isAttention: Bool = false) {
    self = Self.names.value(of: name) {
      Term($0, isInLayer: isInLayer, isAttention: isAttention)
    }
  }

  /// The name in tables and JSON.
  public var name: String { Self.names[number] }

  /// Every term that has come up, in the order of their numbers.
  public static var all: [Term] { names.all }

  @inlinable
  public static func == (left: Term, right: Term) -> Bool { left.number == right.number }

  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

// The terms of a Transformer; the numbers are those of the list.
extension Term {
  /// As a forward pass meets them.
  private static let named: KeyValuePairs<String, Term> = [
    "embedding": .embedding,
    "positions": .positions,
    "project-in": .projectIn,
    "embedding-norm": .embeddingNorm,
    "attention-norm": .attentionNorm,
    "qkv": .queryKeyValue,
    "rotary": .rotation,
    "scores": .scores,
    "softmax": .softmax,
    "weighted-sum": .weightedSum,
    "output": .output,
    "feed-forward-norm": .feedForwardNorm,
    "router": .router,
    "feed-forward": .feedForward,
    "adapters": .adapters,
    "final-norm": .finalNorm,
    "project-out": .projectOut,
    "head-transform": .headTransform,
    "head-norm": .headNorm,
    "pooler": .pooler,
    "classifier": .classifier,
    "vocabulary": .vocabulary,
    "parameters": .parameters,
  ]
  public static let common = named.map(\.value)
  private static let names = Names(named)

  public static let embedding = Term(0)
  public static let positions = Term(1)
  public static let projectIn = Term(2)
  public static let embeddingNorm = Term(3)
  public static let attentionNorm = Term(4, isInLayer: true)
  public static let queryKeyValue = Term(5, isInLayer: true)
  public static let rotation = Term(6, isInLayer: true)
  public static let scores = Term(7, isInLayer: true, isAttention: true)
  public static let softmax = Term(8, isInLayer: true, isAttention: true)
  public static let weightedSum = Term(9, isInLayer: true, isAttention: true)
  public static let output = Term(10, isInLayer: true)
  public static let feedForwardNorm = Term(11, isInLayer: true)
  public static let router = Term(12, isInLayer: true)
  public static let feedForward = Term(13, isInLayer: true)
  /// What is trained beside frozen weights.
  public static let adapters = Term(14, isInLayer: true)
  public static let finalNorm = Term(15)
  public static let projectOut = Term(16)
  public static let headTransform = Term(17)
  public static let headNorm = Term(18)
  public static let pooler = Term(19)
  public static let classifier = Term(20)
  public static let vocabulary = Term(21)
  /// A cost of the model's parameters as a whole, in rules that don't look at operations.
  public static let parameters = Term(22)
}
