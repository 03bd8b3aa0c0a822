import Architectures
import Kernels
import Testing

@testable import Checkpoints

/// Full attention over trained-model files gives what transformers gives, on every engine.
@Suite(.serialized) struct FullAttentionTests {
  /// Of float32 in another order of summation, relative to the largest value.
  static let tolerance = 2e-5

  private func outputs(
    _ name: String, _ logits: Logits, on kind: EngineKind
  ) throws -> [Double] {
    let checkpoint = try Fixtures.checkpoint(name)
    let model = checkpoint.configuration.model
    let transformer = Transformer(model, logits: logits)
    let weights = try CheckpointWeights(
      checkpoint, for: transformer, memory: RandomWeights(seed: 0))
    let tokens = try Fixtures.tokensOfFullAttention(name)
    return try kind.outputs(
      of: WholeSequence(transformer, mask: model.mask), weights, tokens: tokens
    ).flatMap { $0 }
  }

  @Test(arguments: Fixtures.names, EngineKind.all)
  func hiddenStates(name: String, kind: EngineKind) throws {
    let error = try relativeError(
      outputs(name, .none, on: kind), Fixtures.expected(name).floats(of: "full.hidden_last"))
    #expect(error < Self.tolerance, "\(name) on \(kind)")
  }

  /// Over the vocabulary, or of a classifier's labels.
  @Test(arguments: Fixtures.names, EngineKind.all)
  func scores(name: String, kind: EngineKind) throws {
    let error = try relativeError(
      outputs(name, .all, on: kind), Fixtures.expected(name).floats(of: "full.logits"))
    #expect(error < Self.tolerance, "\(name) on \(kind)")
  }

  /// The last position alone gives the last row of all scores.
  @Test(arguments: EngineKind.all)
  func scoresOfTheLastPosition(kind: EngineKind) throws {
    let name = "opt-post-ln-projected"
    let all = try Fixtures.expected(name).floats(of: "full.logits")
    let last = try outputs(name, .last, on: kind)
    let error = relativeError(last, Array(all.suffix(last.count)))
    #expect(last.count == 131)
    #expect(error < Self.tolerance, "\(kind)")
  }
}
