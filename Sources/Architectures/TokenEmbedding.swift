/// The way from tokens to the first layer: table, projection, positions, token type, norm.
struct TokenEmbedding: Sendable {
  /// `[vocabulary, embedding width]`.
  let table: Parameter
  private let projectIn: Linear?
  private let positions: Parameter
  private let firstPosition: Int
  private let tokenTypes: Parameter?
  private let norm: LayerNorm?

  init(_ configuration: ModelConfiguration) {
    let hidden = configuration.hidden
    let width = configuration.embeddingWidth
    table = Parameter(
      "embedding.tokens", rows: configuration.vocabulary, columns: width,
      standardDeviation: 1 / Float(width).squareRoot())
    projectIn =
      width == hidden
      ? nil : Linear(.projectIn, name: "project-in", inputs: width, outputs: hidden, bias: false)
    firstPosition = configuration.positionOffset
    positions = Parameter(
      "embedding.positions", rows: configuration.maximumPositions + firstPosition,
      columns: hidden, standardDeviation: 0.1)
    tokenTypes =
      configuration.tokenTypes == 0
      ? nil
      : Parameter(
        "embedding.types", rows: configuration.tokenTypes, columns: hidden,
        standardDeviation: 0.1)
    norm =
      configuration.normalisesEmbedding
      ? LayerNorm(name: "embedding.norm", width: hidden, epsilon: configuration.normEpsilon)
      : nil
  }

  /// Embedded rows `[positions, embedding width]` to the first layer's input `[positions, hidden]`.
  ///
  /// Memory rows take the same way as tokens: they get a position and a type too.
  func enter<E: Engine>(_ embedded: E.Tensor, on engine: E) throws -> E.Tensor {
    var x = embedded
    if let projectIn { x = try engine.linear(x, projectIn) }
    x = try engine.add(.consecutive(from: firstPosition), of: positions, to: x)
    if let tokenTypes { x = try engine.add(.single(0), of: tokenTypes, to: x) }
    if let norm { x = try engine.layerNorm(x, norm) }
    return x
  }
}
