import Architectures
import Kernels
import Testing

/// Models small enough for the reference, one for each way the presets differ.
enum SmallModels {
  /// Layer norm before, relu, causal, vocabulary product.
  static let preNorm = ModelConfiguration.opt("pre", layers: 2, hidden: 48, heads: 3).shrunk()
  /// Layer norm after, embedding narrower than hidden: as OPT-350M.
  static let postNormProjected = ModelConfiguration.opt(
    "post", layers: 2, hidden: 64, heads: 2, embeddingWidth: 24, normalisation: .after
  ).shrunk()
  /// Layer norm after, gelu, token types, bidirectional, pooler.
  static let encoder = ModelConfiguration.bert("small", layers: 2, hidden: 40, heads: 2).shrunk()

  static let all = [preNorm, postNormProjected, encoder]

  /// Tokens of a model's vocabulary, the same for the same seed.
  static func tokens(_ count: Int, of model: ModelConfiguration, seed: UInt64 = 7) -> [Int] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in Int.random(in: 0..<model.vocabulary, using: &generator) }
  }
}

extension ModelConfiguration {
  fileprivate func shrunk() -> ModelConfiguration {
    var model = self
    model.vocabulary = 37
    return model
  }
}

/// What an architecture says about each stretch of positions, by the engine given.
func outputs(
  of entry: ArchitectureEntry, _ model: Transformer, _ options: ArchitectureEntry.Options,
  positions: Int, on engine: CPUEngine
) throws -> [[Double]] {
  var all: [[Double]] = []
  try entry.make(model, options).forward(positions: positions, on: engine) { _, output in
    all.append(engine.values(of: output).map(Double.init))
  }
  return all
}

/// The same by the reference.
func outputs(
  of entry: ArchitectureEntry, _ model: Transformer, _ options: ArchitectureEntry.Options,
  positions: Int, on engine: ReferenceEngine
) throws -> [[Double]] {
  var all: [[Double]] = []
  try entry.make(model, options).forward(positions: positions, on: engine) { _, output in
    all.append(output.values)
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
