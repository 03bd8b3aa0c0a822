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
  public let scope: Scope
  /// Where the vocabulary product is taken, if the model has one.
  public let logits: Logits
  private let embedding: TokenEmbedding?
  private let layers: [TransformerLayer]
  private let finalNorm: Norm?
  private let projectOut: Linear?
  /// The vocabulary product, or the pooler.
  private let head: Linear?
  /// Scores of labels over the pooler's output.
  private let classifier: Linear?

  public init(
    _ configuration: ModelConfiguration, scope: Scope = .wholeModel, logits: Logits = .all
  ) {
    self.configuration = configuration
    self.scope = scope
    self.logits = logits
    finalNorm =
      configuration.normalisation == .before
      ? Norm(
        .finalNorm, kind: configuration.norm, name: "final-norm", width: configuration.hidden,
        epsilon: configuration.normEpsilon)
      : nil
    switch scope {
    case .layers(let count):
      layers = (0..<count).map { TransformerLayer(configuration, index: $0) }
      embedding = nil
      projectOut = nil
      head = nil
      classifier = nil
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
      head = Self.head(of: configuration, table: embedding.table)
      classifier = Self.classifier(of: configuration)
    }
  }

  private static func head(of configuration: ModelConfiguration, table: Parameter) -> Linear {
    switch configuration.head {
    case .vocabulary where configuration.tiesEmbedding:
      Linear(.vocabulary, weight: table)
    case .vocabulary:
      Linear(
        .vocabulary, .vocabulary, name: "vocabulary", inputs: configuration.embeddingWidth,
        outputs: configuration.vocabulary, bias: false)
    case .pooler, .classifier:
      Linear(
        .pooler, name: "pooler", inputs: configuration.hidden, outputs: configuration.hidden,
        bias: true)
    }
  }

  private static func classifier(of configuration: ModelConfiguration) -> Linear? {
    guard case .classifier(let labels) = configuration.head else { return nil }
    return Linear(
      .classifier, name: "classifier", inputs: configuration.hidden, outputs: labels, bias: true)
  }

  /// Columns of the rows that enter `encode` and leave it.
  public var width: Int {
    embedding == nil ? configuration.hidden : configuration.embeddingWidth
  }

  /// Every parameter, once: also the table of tokens that serves the vocabulary product too.
  public var parameters: [Parameter] { layers.flatMap(\.parameters) + parametersOutsideLayers }

  /// The parameters of one layer, which are as many in every layer.
  public var parametersOfOneLayer: [Parameter] { layers.first?.parameters ?? [] }

  public var parametersOutsideLayers: [Parameter] {
    let ends = (embedding?.parameters ?? []) + (finalNorm?.parameters ?? [])
    let heads = (isTied ? [] : head?.parameters ?? []) + (classifier?.parameters ?? [])
    return ends + (projectOut?.parameters ?? []) + heads
  }

  /// Whether the vocabulary product multiplies with the table of tokens.
  public var isTied: Bool { head?.weight == embedding?.table }

  /// How many layers take part.
  public var layerCount: Int { layers.count }

  /// What stands at the given positions, as rows `[positions, width]`.
  func embed<E: Engine>(_ positions: Range<Int>, on engine: E) throws -> E.Tensor {
    guard let embedding else {
      return try engine.input(at: positions, width: width)
    }
    return try engine.embedding(at: positions, in: embedding.table, scale: embedding.scale)
  }

  /// Through all layers: `[positions, width]` to the same.
  ///
  /// The first row is the position after `prefix` others, which are in the engine's cache.
  func encode<E: Engine>(
    _ x: E.Tensor, mask: AttentionMask, after prefix: Int = 0, on engine: E
  ) throws -> E.Tensor {
    var x = try embedding?.enter(x, after: prefix, on: engine) ?? x
    // Layers of a kind are repeated together, so that a count reads each kind once.
    for range in layersByKind {
      x = try engine.repeating(range.count, from: x) { index, x in
        try layers[range.lowerBound + index].forward(x, mask: mask, after: prefix, on: engine)
      }
    }
    if let finalNorm { x = try engine.norm(x, finalNorm) }
    if let projectOut { x = try engine.linear(x, projectOut) }
    return x
  }

  private var layersByKind: [Range<Int>] {
    let first = min(max(configuration.window?.firstLayer ?? 0, 0), layers.count)
    return [0..<first, first..<layers.count].filter { !$0.isEmpty }
  }

  /// What the model says about `count` encoded rows; the rows themselves when there is no head or
  /// no logits are asked for.
  ///
  /// `[count, vocabulary]` scores for a vocabulary head, `[1, vocabulary]` when the last position
  /// alone is asked about, `[1, hidden]` for a pooler, `[1, labels]` for a classifier.
  func predict<E: Engine>(_ encoded: E.Tensor, count: Int, on engine: E) throws -> E.Tensor {
    guard let head, logits != .none else { return encoded }
    switch configuration.head {
    case .vocabulary where logits == .last:
      return try engine.linear(engine.rows(count - 1..<count, of: encoded), head)
    case .vocabulary: return try engine.linear(encoded, head)
    case .pooler, .classifier:
      let pooled = try engine.linear(engine.rows(0..<1, of: encoded), head, activation: .tanh)
      return try classifier.map { try engine.linear(pooled, $0) } ?? pooled
    }
  }
}
