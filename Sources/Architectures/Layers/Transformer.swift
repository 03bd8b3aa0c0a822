import Operations

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
  public var rowsAtOnce: Int?
  /// What the layers are made of, again and again until there are enough.
  private let mixers: [LayerMixers]
  /// The longest sequence, where that is known.
  private let length: Int?
  private let embedding: TokenEmbedding?
  private let layers: [TransformerLayer]
  private let finalNorm: Norm?
  private let projectOut: Linear?
  /// What a masked language model does before its vocabulary product.
  private let transform: (dense: Linear, norm: Norm)?
  /// The vocabulary product, the pooler, or the scores of labels at every position.
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
    self.init(
      configuration, scope: scope, logits: logits, rowsAtOnce: rowsAtOnce,
      mixers: [.attention], length: nil, mask: nil)
  }

  /// The same model of layers that are made of something else.
  ///
  /// - Parameters:
  ///   - mixers: Of each layer, from the first on and again; at least one.
  ///   - length: The longest sequence, where that is known.
  ///   - mask: What the layers are to be computed under; the model's own unless said otherwise.
  public func made(
    of mixers: [LayerMixers], length: Int? = nil, mask: AttentionMask? = nil
  ) -> Transformer {
    // Attention's layers, whatever the length and the mask: a sweep asks for them thousands of times.
    let attention = [LayerMixers.attention.kind]
    if mixers.map(\.kind) == attention, self.mixers.map(\.kind) == attention { return self }
    return Transformer(
      configuration, scope: scope, logits: logits, rowsAtOnce: rowsAtOnce, mixers: mixers,
      length: length, mask: mask)
  }

  private init(
    _ configuration: ModelConfiguration, scope: Scope, logits: Logits, rowsAtOnce: Int?,
    mixers: [LayerMixers], length: Int?, mask: AttentionMask?
  ) {
    self.mixers = mixers
    self.length = length
    func layer(_ index: Int) -> TransformerLayer {
      TransformerLayer(
        LayerContext(configuration, index: index, length: length, mask: mask),
        mixers[index % mixers.count])
    }
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
      layers = (0..<count).map(layer)
      embedding = nil
      projectOut = nil
      transform = nil
      head = nil
      classifier = nil
    case .wholeModel:
      let embedding = TokenEmbedding(configuration)
      layers = (0..<configuration.layers).map(layer)
      self.embedding = embedding
      let hidden = configuration.hidden
      projectOut =
        configuration.embeddingWidth == hidden
        ? nil
        : Linear(
          .projectOut, name: "project-out", inputs: hidden,
          outputs: configuration.embeddingWidth, bias: false)
      transform = Self.transform(of: configuration)
      head = Self.head(of: configuration, table: embedding.table)
      classifier = Self.classifier(of: configuration)
    }
  }

  private static func transform(
    of configuration: ModelConfiguration
  ) -> (dense: Linear, norm: Norm)? {
    guard configuration.head == .maskedVocabulary else { return nil }
    let width = configuration.embeddingWidth
    return (
      Linear(.headTransform, name: "head-transform", inputs: width, outputs: width, bias: true),
      Norm(
        .headNorm, kind: configuration.norm, name: "head-norm", width: width,
        epsilon: configuration.normEpsilon)
    )
  }

  private static func head(of configuration: ModelConfiguration, table: Parameter) -> Linear? {
    switch configuration.head {
    case .hiddenStates: nil
    case .vocabulary, .maskedVocabulary: vocabularyProduct(of: configuration, table: table)
    case .pooler, .classifier:
      Linear(
        .pooler, name: "pooler", inputs: configuration.hidden, outputs: configuration.hidden,
        bias: true)
    case .positionLabels(let labels, let hasBias):
      Linear(
        .classifier, name: "labels", inputs: configuration.embeddingWidth, outputs: labels,
        bias: hasBias)
    }
  }

  private static func vocabularyProduct(
    of configuration: ModelConfiguration, table: Parameter
  ) -> Linear {
    let (rows, width) = (configuration.vocabulary, configuration.embeddingWidth)
    let weight =
      configuration.tiesEmbedding
      ? table
      : Linear(
        .vocabulary, .vocabulary, name: "vocabulary", inputs: width, outputs: rows, bias: false
      ).weight
    let bias =
      configuration.head == .maskedVocabulary
      ? Parameter(
        "vocabulary-shift.bias", .bias, rows: 1, columns: rows, standardDeviation: 0.1) : nil
    return Linear(.vocabulary, weight: weight, bias: bias)
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

  /// Tokens, or rows where it begins at the first layer.
  public var input: ProgramInput {
    embedding.map { .tokens(vocabulary: $0.table.shape.rows) } ?? .rows(width: width)
  }

  /// Every parameter, once: also the table of tokens that serves the vocabulary product too.
  public var parameters: [Parameter] { layers.flatMap(\.parameters) + parametersOutsideLayers }

  /// The parameters of one layer of each kind, and how many layers are of it.
  public var parametersByKind: [(parameters: [Parameter], layers: Int)] {
    guard mixers.count > 1 else {
      return layers.first.map { [($0.parameters, layers.count)] } ?? []
    }
    return layersByKind.map { (layers[$0.lowerBound].parameters, $0.count) }
  }

  /// What the layers keep of so many positions to go on from.
  public func state(after positions: Int) -> [SequenceState] {
    layers.flatMap { $0.state(after: positions) }
  }

  public var parametersOutsideLayers: [Parameter] {
    let ends = (embedding?.parameters ?? []) + (finalNorm?.parameters ?? [])
    let transformed = (transform?.dense.parameters ?? []) + (transform?.norm.parameters ?? [])
    let own = head.map { isTied ? Array($0.parameters.dropFirst()) : $0.parameters } ?? []
    return ends + (projectOut?.parameters ?? []) + transformed + own
      + (classifier?.parameters ?? [])
  }

  /// Whether the vocabulary product multiplies with the table of tokens.
  public var isTied: Bool { head.map { $0.weight == embedding?.table } ?? false }

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
    _ x: E.Tensor, at positions: Range<Int>, mask: AttentionMask, on engine: E
  ) throws -> E.Tensor {
    var x = try embedding?.enter(x, after: positions.lowerBound, on: engine) ?? x
    // Layers of a kind are repeated together, so that a count reads each kind once.
    for range in layersByKind {
      x = try engine.repeating(range.count, from: x) { index, x in
        try layers[range.lowerBound + index].forward(
          x, at: positions, mask: mask, rowsAtOnce: rowsAtOnce, on: engine)
      }
    }
    if let finalNorm { x = try engine.norm(x, finalNorm) }
    if let projectOut { x = try engine.linear(x, projectOut) }
    return x
  }

  private var layersByKind: [Range<Int>] {
    let first = configuration.window?.firstLayer ?? 0
    func isLike(_ index: Int, _ other: Int) -> Bool {
      (index < first) == (other < first)
        && (mixers.count == 1
          || mixers[index % mixers.count].kind == mixers[other % mixers.count].kind)
    }
    var ranges: [Range<Int>] = []
    for index in layers.indices {
      if let last = ranges.last, isLike(last.lowerBound, index) {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
    return ranges
  }

  /// Hands out what the model says about the encoded rows of these positions; the rows themselves
  /// when there is no head or no logits are asked for.
  ///
  /// `[positions, vocabulary]` scores for a vocabulary head, a chunk of positions at a time,
  /// `[1, vocabulary]` when the last position alone is asked about, and so with labels of positions;
  /// `[1, hidden]` for a pooler, `[1, labels]` for a classifier.
  func predict<E: Engine>(
    _ encoded: E.Tensor, _ positions: Range<Int>, on engine: E,
    output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    guard let head, logits != .none else { return try output(positions, encoded) }
    let count = positions.count
    if configuration.head.hasPooler {
      let pooled = try engine.linear(engine.rows(0..<1, of: encoded), head, activation: .tanh)
      return try output(positions, classifier.map { try engine.linear(pooled, $0) } ?? pooled)
    }
    if logits == .last {
      return try output(
        positions, scores(of: engine.rows(count - 1..<count, of: encoded), head, on: engine))
    }
    let first = positions.lowerBound
    _ = try engine.overRows(count, atOnce: rowsAtOnce) { rows in
      try output(
        first + rows.lowerBound..<first + rows.upperBound,
        scores(of: engine.rows(rows, of: encoded), head, on: engine))
      return []
    }
  }

  /// What a head that looks at each position by itself says about rows.
  private func scores<E: Engine>(
    of rows: E.Tensor, _ head: Linear, on engine: E
  ) throws -> E.Tensor {
    guard let transform else { return try engine.linear(rows, head) }
    let dense = try engine.linear(rows, transform.dense, activation: configuration.activation)
    return try engine.linear(engine.norm(dense, transform.norm), head)
  }
}
