import Operations
import Testing

@testable import Architectures
@testable import Kernels

/// What a mixture of experts must keep, whatever its weights.
@Suite(.serialized) struct MixtureTests {
  /// Gives parameters of the only expert the values of the plain feed-forward's.
  struct RenamedWeights: WeightSource {
    let source = RandomWeights(seed: 4)

    func values(of parameter: Parameter) -> [Float] {
      let name = parameter.name.split(separator: ".experts.0.")
      guard name.count == 2, case .uniform(let mean, let deviation) = parameter.distribution
      else { return source.values(of: parameter) }
      return source.values(
        of: Parameter(
          "\(name[0]).\(name[1])", parameter.kind, rows: parameter.shape.rows,
          columns: parameter.shape.columns, mean: mean, standardDeviation: deviation))
    }
  }

  @Test(arguments: [SmallModels.llama, SmallModels.preNorm])
  func theOnlyExpertIsThePlainFeedForward(model: ModelConfiguration) throws {
    let single = model.variant("single") {
      $0.experts = ModelConfiguration.Experts(count: 1, active: 1)
    }
    let input = SequenceInput.tokens(SmallModels.tokens(70, of: model))
    let options = ArchitectureEntry.Options(mask: .causal)
    func run(_ model: ModelConfiguration) throws -> (cpu: [[Double]], reference: [[Double]]) {
      try (
        outputs(
          of: .full, Transformer(model), options, positions: 70,
          on: CPUEngine(weights: RenamedWeights(), input: input, threads: 2)),
        outputs(
          of: .full, Transformer(model), options, positions: 70,
          on: ReferenceEngine(weights: RenamedWeights(), input: input))
      )
    }
    let (plain, mixed) = (try run(model), try run(single))
    #expect(relativeError(mixed.cpu, plain.cpu) < 1e-6)
    #expect(relativeError(mixed.reference, plain.reference) < 1e-14)
  }

  @Test func theHighestScoresAreChosen() {
    let scores: [Float] = [
      1, 3, 2, 0,
      // Equal scores: the lower index.
      5, 5, 5, 5,
      -1, -2, -1, -3,
    ]
    let choice = ExpertChoice(scores: scores, rows: 3, experts: 4, active: 2)
    #expect(choice.shares.map { $0.map(\.row) } == [[1, 2], [0, 1], [0, 2], []])
    #expect(choice.mostRows == 2)
    // The softmax over the two that were chosen.
    #expect(abs(choice.shares[1][0].weight - 0.731_058_6) < 1e-6)
    #expect(abs(choice.shares[2][0].weight - 0.268_941_4) < 1e-6)
    #expect(choice.shares[0].map(\.weight) == [0.5, 0.5])
  }

  /// Rows don't influence each other, however they are gathered.
  @Test(arguments: [SmallModels.mixtral, SmallModels.plainExperts])
  func rowsAreIndependent(model: ModelConfiguration) throws {
    let weights = RandomWeights(seed: 9)
    let rows = SequenceInput.Rows(count: 50, width: model.hidden, seed: 3)
    let experts = try #require(model.experts)
    let mixture = MixtureOfExperts(model, experts, name: "mixture")
    let engine = CPUEngine(weights: weights, input: .rows(rows), threads: 2)
    let x = try engine.input(at: 0..<50, width: model.hidden)
    let together = try engine.values(of: mixture.forward(x, adding: x, on: engine))
    for row in [0, 17, 49] {
      let alone = try engine.rows(row..<row + 1, of: x)
      let values = try engine.values(of: mixture.forward(alone, adding: alone, on: engine))
      let expected = together[row * model.hidden..<(row + 1) * model.hidden]
      let error = relativeError([values.map(Double.init)], [expected.map(Double.init)])
      #expect(error < 1e-5)
    }
  }
}
