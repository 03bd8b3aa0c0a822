import Architectures
import Kernels
import Operations
import Statistics
import Testing

/// Models small enough for the reference, one for each way the presets differ.
enum SmallModels {
  /// Layer norm before, relu, causal, vocabulary product.
  static let preNorm = decoder("pre", hidden: 48, heads: 3)
  /// Layer norm after, embedding narrower than hidden: as OPT-350M.
  static let postNormProjected = ModelConfiguration.opt(
    "post", layers: 2, hidden: 64, heads: 2, embeddingWidth: 24, normalisation: .after
  ).shrunk()
  /// Layer norm after, gelu, token types, bidirectional, pooler.
  static let encoder = ModelConfiguration.bert("small", layers: 2, hidden: 40, heads: 2).shrunk()

  /// Root mean square norm, rotary, gated SiLU, two heads of queries for each of keys, no biases.
  static let llama = decoder("llama", hidden: 48, heads: 4) {
    $0.keyValueHeads = 2
    $0.norm = .rootMeanSquare
    $0.positions = .rotary(RotaryEncoding(width: $0.headWidth, base: 500_000))
    $0.activation = .silu
    $0.isGated = true
    $0.feedForward = 88
    $0.biases = .none
    $0.tiesEmbedding = false
  }

  /// As LLaMA, with a window.
  static let mistral = llama.variant("mistral") {
    $0.window = ModelConfiguration.Window(length: 7)
  }

  /// As LLaMA, with two of four experts for each position.
  static let mixtral = llama.variant("mixtral") {
    $0.experts = ModelConfiguration.Experts(count: 4, active: 2)
  }

  /// Experts without a gate, with biases.
  static let plainExperts = preNorm.variant("plain-experts") {
    $0.experts = ModelConfiguration.Experts(count: 5, active: 3)
    $0.activation = .gelu
  }

  /// As LLaMA, with biases of queries, keys and values, and a window from the second layer on.
  static let qwen = llama.variant("qwen") {
    $0.biases = .queryKeyValue
    $0.window = ModelConfiguration.Window(length: 11, firstLayer: 1)
  }

  /// Heads wider than hidden / heads, one head of keys, gated gelu, scaled embedding, tied.
  static let gemma = llama.variant("gemma") {
    $0.headWidth = 20
    $0.keyValueHeads = 1
    $0.positions = .rotary(RotaryEncoding(width: 20))
    $0.activation = .geluTanh
    $0.embeddingScale = Float($0.hidden).squareRoot()
    $0.tiesEmbedding = true
  }

  /// Attention and feed-forward side by side, a quarter of the columns turned, untied.
  static let neoX = decoder("neox", hidden: 64, heads: 4) {
    $0.isParallel = true
    $0.positions = .rotary(RotaryEncoding(width: $0.headWidth / 4))
    $0.activation = .gelu
    $0.tiesEmbedding = false
  }

  /// Learned positions from the table's first row on, gelu by tanh, tied.
  static let gpt2 = decoder("gpt2", hidden: 48, heads: 3) {
    $0.positions = .learned(offset: 0)
    $0.activation = .geluTanh
  }

  static let all = [
    preNorm, postNormProjected, encoder, llama, mistral, mixtral, plainExperts, qwen, gemma, neoX,
    gpt2,
  ]
  static let decoders = all.filter { $0.mask == .causal }

  /// Tokens of a model's vocabulary, the same for the same seed.
  static func tokens(_ count: Int, of model: ModelConfiguration, seed: UInt64 = 7) -> [Int] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in Int.random(in: 0..<model.vocabulary, using: &generator) }
  }

  /// What a program reads over so many positions: a token for each, or half as many rows, which
  /// then are read again.
  static func input(of program: any Architecture, positions: Int) -> SequenceInput {
    switch program.input {
    case .tokens: .tokens(tokens(positions, of: program.model.configuration))
    case .rows(let width): .rows(.init(count: max(1, positions / 2), width: width, seed: 3))
    }
  }

  private static func decoder(
    _ name: String, hidden: Int, heads: Int, _ change: (inout ModelConfiguration) -> Void = { _ in }
  ) -> ModelConfiguration {
    ModelConfiguration.opt(name, layers: 2, hidden: hidden, heads: heads).shrunk()
      .variant(name, change)
  }
}

extension ModelConfiguration {
  fileprivate func shrunk() -> ModelConfiguration {
    variant(name) { $0.vocabulary = 37 }
  }

  /// The same with some things changed.
  func variant(
    _ name: String, _ change: (inout ModelConfiguration) -> Void
  ) -> ModelConfiguration {
    var model = self
    model.name = name
    change(&model)
    return model
  }
}

/// An engine whose tensors can be looked at.
protocol ReadableEngine: Engine {
  var keepsCache: Bool { get set }
  func read(_ tensor: Tensor) throws -> [Double]
}

extension CPUEngine: ReadableEngine {
  func read(_ tensor: Tensor) throws -> [Double] { try values(of: tensor).map(Double.init) }
}

extension ReferenceEngine: ReadableEngine {
  func read(_ tensor: Tensor) -> [Double] { tensor.values }
}

/// What an architecture says about each stretch of positions, by the engine given.
func outputs(
  of entry: ArchitectureEntry, _ model: Transformer, _ options: ArchitectureEntry.Options,
  positions: Int, on engine: some ReadableEngine
) throws -> [[Double]] {
  try outputs(of: entry, model, options, passes: [0..<positions], on: engine)
}

/// The same of passes over stretches of positions, one after the other.
func outputs(
  of entry: ArchitectureEntry, _ model: Transformer, _ options: ArchitectureEntry.Options,
  passes: [Range<Int>], on engine: some ReadableEngine
) throws -> [[Double]] {
  let architecture = entry.make(model, options)
  var all: [[Double]] = []
  for positions in passes {
    try architecture.forward(positions, on: engine) { _, output in
      all.append(try engine.read(output))
    }
  }
  return all
}

/// The largest difference relative to the largest value.
func relativeError(_ values: [[Double]], _ expected: [[Double]]) -> Double {
  guard values.map(\.count) == expected.map(\.count) else { return .infinity }
  let largest = expected.joined().reduce(0) { max($0, abs($1)) }
  let difference = zip(values.joined(), expected.joined()).reduce(0) {
    // A NaN must not hide behind max.
    $1.0 == $1.1 ? $0 : max($0, abs($1.0 - $1.1).isNaN ? .infinity : abs($1.0 - $1.1))
  }
  return difference / largest
}
