import Operations

/// The sizes and choices that define a Transformer.
public struct ModelConfiguration: Hashable, Sendable {
  /// Where normalisation stands in a layer.
  public enum Normalisation: String, Hashable, Sendable {
    /// Before attention and feed-forward, and once after the last layer.
    case before
    /// After each residual sum.
    case after
  }

  /// What follows the last layer.
  public enum Head: Hashable, Sendable {
    /// Scores over the vocabulary.
    case vocabulary
    /// BERT's masked language model: a dense layer, activation and norm, then scores over the
    /// vocabulary with a bias.
    case maskedVocabulary
    /// None: the encoded rows are what the model says, as LlamaModel has it.
    case hiddenStates
    /// A dense layer and tanh over the first position, as BERT's `[CLS]`.
    case pooler
    /// The pooler, and scores of so many labels over its output, as BertForSequenceClassification.
    case classifier(labels: Int)
    /// Scores of so many labels at every position, as LlamaForTokenClassification.
    case positionLabels(Int, hasBias: Bool)

    /// Whether the head begins with a pooler.
    public var hasPooler: Bool {
      switch self {
      case .pooler, .classifier: true
      case .vocabulary, .maskedVocabulary, .hiddenStates, .positionLabels: false
      }
    }

    /// Whether a vocabulary product is taken.
    public var scoresVocabulary: Bool { self == .vocabulary || self == .maskedVocabulary }

    /// Whether a position may follow that looks back: a token that was predicted, or another row.
    public var isFollowed: Bool { scoresVocabulary || self == .hiddenStates }

    /// Labels that are scored; `nil` when the head has none.
    public var labels: Int? {
      switch self {
      case .classifier(let labels), .positionLabels(let labels, _): labels
      case .vocabulary, .maskedVocabulary, .hiddenStates, .pooler: nil
      }
    }
  }

  /// Feed-forwards among which a router chooses.
  public struct Experts: Hashable, Sendable {
    public var count: Int
    /// Experts for each position.
    public var active: Int

    public init(count: Int, active: Int) {
      self.count = count
      self.active = active
    }
  }

  /// Attention that sees the last keys only.
  public struct Window: Hashable, Sendable {
    /// Keys that a query sees, itself included.
    public var length: Int
    /// Layers before this one see everything.
    public var firstLayer: Int

    public init(length: Int, firstLayer: Int = 0) {
      self.length = length
      self.firstLayer = firstLayer
    }
  }

  /// Products that add a bias.
  public struct Biases: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let queryKeyValue = Biases(rawValue: 1)
    public static let output = Biases(rawValue: 2)
    public static let feedForward = Biases(rawValue: 4)
    public static let all: Biases = [.queryKeyValue, .output, .feedForward]
    public static let none: Biases = []
  }

  public var name: String
  /// The family it belongs to, such as `opt`: a few rules are wrong about one family.
  public var family: String
  public var layers: Int
  public var hidden: Int
  public var heads: Int
  /// Heads of keys and values.
  public var keyValueHeads: Int
  /// Columns of one head.
  public var headWidth: Int
  /// Inner width of the feed-forward, of one expert where there are several.
  public var feedForward: Int
  /// Whether the feed-forward multiplies two products element by element.
  public var isGated = false
  /// The mixture of experts in place of one feed-forward.
  public var experts: Experts?
  public var vocabulary: Int
  /// Width of the embedding table; projected to `hidden` and back when it differs.
  public var embeddingWidth: Int
  /// Whether the embedding table is the matrix of the vocabulary product.
  public var tiesEmbedding = true
  /// What looked-up rows are multiplied with, √hidden in Gemma.
  public var embeddingScale: Float = 1
  public var positions: PositionEncoding
  /// Positions that a sequence can have: rows of the position table, or what it was trained for.
  public var maximumPositions: Int
  /// Token types whose embedding is added to every position; 0 when the model has none.
  public var tokenTypes = 0
  public var normalisation: Normalisation = .before
  public var norm: Norm.Kind = .layer
  /// Whether the embedded rows are normalised before the first layer.
  public var normalisesEmbedding = false
  /// Whether attention and feed-forward read the same rows and are summed.
  public var isParallel = false
  public var activation: Activation
  public var biases: Biases = .all
  /// The mask the model was trained with.
  public var mask: AttentionMask = .causal
  public var window: Window?
  public var head: Head = .vocabulary
  public var normEpsilon: Float = 1e-5

  /// Columns of all heads of queries side by side.
  public var queryWidth: Int { heads * headWidth }
  /// Columns of all heads of keys, or of values, side by side.
  public var keyValueWidth: Int { keyValueHeads * headWidth }
}
