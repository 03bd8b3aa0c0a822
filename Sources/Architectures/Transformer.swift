/// A Transformer: embedding, layers, head.
///
/// What an architecture repeats, wraps or replaces.
public struct Transformer: Sendable {
  /// How much of the model takes part.
  public enum Scope: Hashable, Sendable {
    /// From tokens to the head.
    case wholeModel
    /// The first layers alone, from rows of the hidden width to the same.
    case layers(Int)
  }

  public let configuration: ModelConfiguration
  private let embedding: TokenEmbedding?
  private let layers: [TransformerLayer]
  private let finalNorm: LayerNorm?
  private let projectOut: Linear?
  private let head: Linear?

  public init(_ configuration: ModelConfiguration, scope: Scope = .wholeModel) {
    self.configuration = configuration
    finalNorm =
      configuration.normalisation == .before
      ? LayerNorm(
        name: "final-norm", width: configuration.hidden, epsilon: configuration.normEpsilon)
      : nil
    switch scope {
    case .layers(let count):
      layers = (0..<count).map { TransformerLayer(configuration, index: $0) }
      embedding = nil
      projectOut = nil
      head = nil
    case .wholeModel:
      let embedding = TokenEmbedding(configuration)
      layers = (0..<configuration.layers).map { TransformerLayer(configuration, index: $0) }
      self.embedding = embedding
      let hidden = configuration.hidden
      projectOut =
        configuration.embeddingWidth == hidden
        ? nil
        : Linear(
          .projectOut, name: "project-out", inputs: hidden,
          outputs: configuration.embeddingWidth, bias: false)
      switch configuration.head {
      case .vocabulary: head = Linear(.vocabulary, weight: embedding.table)
      case .pooler:
        head = Linear(.pooler, name: "pooler", inputs: hidden, outputs: hidden, bias: true)
      }
    }
  }

  /// Columns of the rows that enter `encode` and leave it.
  public var width: Int {
    embedding == nil ? configuration.hidden : configuration.embeddingWidth
  }

  /// What stands at the given positions, as rows `[positions, width]`.
  func embed<E: Engine>(_ positions: Range<Int>, on engine: E) throws -> E.Tensor {
    guard let embedding else {
      return try engine.input(at: positions, width: width)
    }
    return try engine.embedding(at: positions, in: embedding.table)
  }

  /// Through all layers: `[positions, width]` to the same; its first row is position 0.
  func encode<E: Engine>(
    _ x: E.Tensor, mask: AttentionMask, on engine: E
  ) throws -> E.Tensor {
    var x = try embedding?.enter(x, on: engine) ?? x
    x = try engine.repeating(layers.count, from: x) { index, x in
      try layers[index].forward(x, mask: mask, on: engine)
    }
    if let finalNorm { x = try engine.layerNorm(x, finalNorm) }
    if let projectOut { x = try engine.linear(x, projectOut) }
    return x
  }

  /// What the model says about encoded rows; the rows themselves when there is no head.
  ///
  /// `[positions, vocabulary]` scores for a vocabulary head, `[1, hidden]` for a pooler.
  func predict<E: Engine>(_ encoded: E.Tensor, on engine: E) throws -> E.Tensor {
    guard let head else { return encoded }
    switch configuration.head {
    case .vocabulary: return try engine.linear(encoded, head)
    case .pooler:
      return try engine.linear(engine.rows(0..<1, of: encoded), head, activation: .tanh)
    }
  }
}
