import Operations

/// What a matrix of a model does, as formats that store matrices differently tell them apart.
public enum WeightRole: String, Hashable, Sendable, CaseIterable {
  case query, key, value
  /// Queries, keys and values in one matrix, where the family keeps them so.
  case queryKeyValue
  case output, gate, up, down, router
  /// The table of tokens.
  case embedding
  /// The tables of positions and of token types.
  case positions
  case projectIn, projectOut, headTransform, pooler, classifier
  /// The matrix of the vocabulary product, where it isn't the table of tokens.
  case vocabulary

  /// The row of the cost table that reads the matrix.
  public var term: Term {
    switch self {
    case .query, .key, .value, .queryKeyValue: .queryKeyValue
    case .output: .output
    case .gate, .up, .down: .feedForward
    case .router: .router
    case .embedding: .embedding
    case .positions: .positions
    case .projectIn: .projectIn
    case .projectOut: .projectOut
    case .headTransform: .headTransform
    case .pooler: .pooler
    case .classifier: .classifier
    case .vocabulary: .vocabulary
    }
  }

  /// Whether it is one of a layer's products, its router not among them.
  public var isInLayer: Bool {
    switch self {
    case .query, .key, .value, .queryKeyValue, .output, .gate, .up, .down: true
    default: false
    }
  }
}
