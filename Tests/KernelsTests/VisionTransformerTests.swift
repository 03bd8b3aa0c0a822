import Architectures
import Kernels
import Operations
import Testing

/// ViT on the engines: laws that hold whatever the weights are.
@Suite(.serialized) struct VisionTransformerTests {
  private static let settings = VisionTransformer.Settings(
    patch: 3, channels: 2, classes: 7, image: 12)

  private func program(_ logits: Logits) -> VisionTransformer {
    VisionTransformer(Transformer(SmallModels.encoder, logits: logits), Self.settings)
  }

  private func image() throws -> ImagePatches {
    try ImagePatches(channels: 2, height: 12, width: 12, side: 3)
  }

  private func run(
    _ logits: Logits, pixels: [Float], _ weights: any WeightSource
  ) throws -> [[Double]] {
    let image = try image()
    let input = SequenceInput.rows(.init(width: image.columns, values: try image.rows(of: pixels)))
    func rows<E: ReadableEngine>(on engine: E) throws -> [Double] {
      var values: [Double] = []
      try program(logits).forward(positions: 1 + image.count, on: engine) {
        #expect($0 == 0..<1 + image.count)
        values = try engine.read($1)
      }
      return values
    }
    return [
      try rows(on: ReferenceEngine(weights: weights, input: input)),
      try rows(on: CPUEngine(weights: weights, input: input, threads: 2)),
    ]
  }

  /// Random weights, the rows of the positions' table exchanged.
  private struct Permuted: WeightSource {
    let weights = RandomWeights(seed: 11)
    /// The row that stands at each row.
    let order: [Int]

    func values(of parameter: Parameter) -> [Float] {
      let values = weights.values(of: parameter)
      guard parameter.name == "image.positions" else { return values }
      let width = parameter.shape.columns
      return order.flatMap { values[$0 * width..<($0 + 1) * width] }
    }
  }

  /// Patches exchanged together with their positions: the rows are exchanged so, and what is said of
  /// the class stays.
  @Test func patchesHaveNoOrderButTheirPositions() throws {
    let image = try image()
    let order = (0..<image.count).map { ($0 * 5 + 3) % image.count }
    #expect(Set(order).count == image.count)
    let pixels = (0..<image.count * image.columns).map { Float($0 * 37 % 101) / 50 - 1 }
    let rows = try image.rows(of: pixels)
    let columns = image.columns
    let exchanged = try image.pixels(
      of: order.flatMap { rows[$0 * columns..<($0 + 1) * columns] })
    #expect(exchanged != pixels)

    let plain = Permuted(order: Array(0...image.count))
    let permuted = Permuted(order: [0] + order.map { 1 + $0 })
    let before = try run(.none, pixels: pixels, plain)
    let after = try run(.none, pixels: exchanged, permuted)
    let width = SmallModels.encoder.hidden
    for (before, after) in zip(before, after) {
      let expected = ([0] + order.map { 1 + $0 }).flatMap {
        before[$0 * width..<($0 + 1) * width]
      }
      #expect(relativeError([after], [expected]) < 1e-5)
    }
    let scores = try run(.all, pixels: pixels, plain)
    #expect(scores.allSatisfy { $0.count == 7 })
    let same = try run(.last, pixels: exchanged, permuted)
    for (scores, same) in zip(scores, same) { #expect(relativeError([same], [scores]) < 1e-5) }
    // The positions do matter.
    #expect(relativeError(try run(.all, pixels: exchanged, plain), scores) > 1e-3)
  }

  /// Sizes are the model's, choices ViT's: also of a gated model without biases.
  @Test func choicesAreOfTheArchitecture() throws {
    let program = VisionTransformer(
      Transformer(SmallModels.llama.variant("full") { $0.mask = .full }), length: 10)
    let model = program.model.configuration
    #expect(model.hidden == 48 && model.heads == 4 && model.feedForward == 88)
    #expect(model.norm == .layer && model.normalisation == .before && !model.isGated)
    #expect(model.keyValueHeads == 4 && model.biases == .all && model.activation == .gelu)
    #expect(program.input == .rows(width: 768) && program.onlyLength == nil)
    #expect(self.program(.all).onlyLength == 17)
  }

  @Test func anotherNumberOfPositions() throws {
    let engine = ReferenceEngine(
      weights: RandomWeights(seed: 1), input: .rows(.init(count: 20, width: 18, seed: 1)))
    for positions in [0..<16, 0..<18, 1..<17] {
      #expect(throws: ArchitectureError.self) {
        try program(.all).forward(positions, on: engine) { _, _ in }
      }
    }
  }
}
