import Operations

/// The way from tokens to the first layer: table, projection, positions, token type, norm.
struct TokenEmbedding: Sendable {
  /// `[vocabulary, embedding width]`.
  let table: Parameter
  /// What looked-up rows are multiplied with.
  let scale: Float
  private let projectIn: Linear?
  private let positions: Parameter?
  private let firstPosition: Int
  private let tokenTypes: Parameter?
  private let norm: Norm?

  init(_ configuration: ModelConfiguration) {
    let hidden = configuration.hidden
    let width = configuration.embeddingWidth
    table = Parameter(
      "embedding.tokens", .embedding, rows: configuration.vocabulary, columns: width,
      standardDeviation: 1 / Float(width).squareRoot())
    scale = configuration.embeddingScale
    projectIn =
      width == hidden
      ? nil : Linear(.projectIn, name: "project-in", inputs: width, outputs: hidden, bias: false)
    switch configuration.positions {
    case .learned(let offset):
      firstPosition = offset
      positions = Parameter(
        "embedding.positions", .position, rows: configuration.maximumPositions + offset,
        columns: hidden, standardDeviation: 0.1)
    case .rotary:
      firstPosition = 0
      positions = nil
    }
    tokenTypes =
      configuration.tokenTypes == 0
      ? nil
      : Parameter(
        "embedding.types", .position, rows: configuration.tokenTypes, columns: hidden,
        standardDeviation: 0.1)
    norm =
      configuration.normalisesEmbedding
      ? Norm(
        .embeddingNorm, kind: configuration.norm, name: "embedding.norm", width: hidden,
        epsilon: configuration.normEpsilon)
      : nil
  }

  var parameters: [Parameter] {
    [table] + (projectIn?.parameters ?? []) + [positions, tokenTypes].compactMap { $0 }
      + (norm?.parameters ?? [])
  }

  /// Embedded rows `[positions, embedding width]` to the first layer's input `[positions, hidden]`.
  ///
  /// Memory rows take the same way as tokens: they get a position and a type too. The first row is
  /// the position after `prefix` others.
  func enter<E: Engine>(
    _ embedded: E.Tensor, after prefix: Int, on engine: E
  ) throws -> E.Tensor {
    var x = embedded
    if let projectIn { x = try engine.linear(x, projectIn) }
    if let positions {
      x = try engine.add(.consecutive(from: firstPosition + prefix), of: positions, to: x)
    }
    if let tokenTypes { x = try engine.add(.single(0), of: tokenTypes, to: x) }
    if let norm { x = try engine.norm(x, norm) }
    return x
  }
}
