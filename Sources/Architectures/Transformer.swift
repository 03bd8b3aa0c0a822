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
  /// The most rows that go through at once outside attention; all of them when `nil`.
  public let rowsAtOnce: Int?
  private let embedding: TokenEmbedding?
  private let layers: [TransformerLayer]
  private let finalNorm: Norm?
  private let projectOut: Linear?
  /// The vocabulary product, or the pooler.
  private let head: Linear?
  /// Scores of labels over the pooler's output.
  private let classifier: Linear?

  /// Rows that go through the feed-forward together, if not said otherwise.
  ///
  /// A layer of opt-125m over 32,768 positions takes as long with 1024 rows as with all of them,
  /// within what a shared machine varies; over 8192, 512 rows take a seventh longer and 256 half as
  /// long again. With 4096 rows its feed-forward holds 48 MiB, which the next chunk uses again.
  public static let defaultRowsAtOnce = 4096

  /// - Parameter rowsAtOnce: At least 1. More rows go in chunks through what looks at each row alone,
  ///   so that the feed-forward's inner matrix and the scores never exist for all of them; `nil` lets
  ///   all through at once.
  public init(
    _ configuration: ModelConfiguration, scope: Scope = .wholeModel, logits: Logits = .all,
    rowsAtOnce: Int? = defaultRowsAtOnce
  ) {
    self.configuration = configuration
    self.scope = scope
    self.logits = logits
    self.rowsAtOnce = rowsAtOnce
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
  /// What stands before the rows' positions is in the engine's cache.
  func encode<E: Engine>(
    _ x: E.Tensor, at positions: Range<Int>, mask: AttentionMask, scores: ScoreStorage = .fused,
    on engine: E
  ) throws -> E.Tensor {
    var x = try embedding?.enter(x, after: positions.lowerBound, on: engine) ?? x
    // Layers of a kind are repeated together, so that a count reads each kind once.
    for range in layersByKind {
      x = try engine.repeating(range.count, from: x) { index, x in
        try layers[range.lowerBound + index].forward(
          x, at: positions, mask: mask, scores: scores, rowsAtOnce: rowsAtOnce, on: engine)
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

  /// Hands out what the model says about the encoded rows of these positions; the rows themselves
  /// when there is no head or no logits are asked for.
  ///
  /// `[positions, vocabulary]` scores for a vocabulary head, a chunk of positions at a time,
  /// `[1, vocabulary]` when the last position alone is asked about, `[1, hidden]` for a pooler,
  /// `[1, labels]` for a classifier.
  func predict<E: Engine>(
    _ encoded: E.Tensor, _ positions: Range<Int>, on engine: E,
    output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    guard let head, logits != .none else { return try output(positions, encoded) }
    let count = positions.count
    switch configuration.head {
    case .vocabulary where logits == .last:
      try output(positions, engine.linear(engine.rows(count - 1..<count, of: encoded), head))
    case .vocabulary:
      let first = positions.lowerBound
      _ = try engine.overRows(count, atOnce: rowsAtOnce) { rows in
        try output(
          first + rows.lowerBound..<first + rows.upperBound,
          engine.linear(engine.rows(rows, of: encoded), head))
        return []
      }
    case .pooler, .classifier:
      let pooled = try engine.linear(engine.rows(0..<1, of: encoded), head, activation: .tanh)
      try output(positions, classifier.map { try engine.linear(pooled, $0) } ?? pooled)
    }
  }
}
