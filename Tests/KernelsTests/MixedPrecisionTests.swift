import Architectures
import Foundation
import Kernels
import Operations
import Testing

/// The fast engine with bf16 weights and activations, on a processor that has their products.
@Suite(.serialized, .enabled(if: ElementType.bf16.isAvailable, "no bf16 products here"))
struct MixedPrecisionTests {
  private func engine(
    _ input: SequenceInput, threads: Int = 2, weights: any WeightSource = RandomWeights(seed: 1)
  ) -> CPUEngine {
    CPUEngine(weights: weights, input: input, threads: threads, type: .bf16)
  }

  /// Every model that the engine runs: gates, experts, rotation, windows, grouped heads.
  @Test(arguments: SmallModels.all)
  func agreesWithReference(model: ModelConfiguration) throws {
    let transformer = Transformer(model)
    let positions = 150
    let options = ArchitectureEntry.Options(
      mask: model.mask, memory: RecurrentMemory(slots: 5, segmentLength: 41))
    for entry in ArchitectureEntry.all where entry.masks.contains(model.mask) {
      let input = SmallModels.input(of: entry.make(transformer, options), positions: positions)
      let values = try outputs(
        of: entry, transformer, options, positions: positions, on: engine(input))
      let expected = try outputs(
        of: entry, transformer, options, positions: positions,
        on: ReferenceEngine(weights: RandomWeights(seed: 1), input: input))
      let largest = expected.joined().reduce(0) { max($0, abs($1)) }
      let errors = zip(values.joined(), expected.joined()).map { abs($0 - $1) / largest }
      // A gate multiplies two rounded numbers, and rotated queries and keys are rounded twice.
      let tolerance = model.isGated ? 3e-2 : 2e-2
      let right = errors.count { $0 < tolerance }
      // A router's choice between two experts as good as each other may fall the other way.
      let share = model.experts == nil ? 1 : 0.9
      #expect(
        Double(right) >= share * Double(expected.joined().count), "\(entry.name) of \(model.name)")
      #expect(errors.contains { $0 > 1e-4 }, "bf16 has rounded something")
    }
  }

  /// The same bits run after run.
  @Test(arguments: SmallModels.all) func repeats(model: ModelConfiguration) throws {
    let transformer = Transformer(model)
    let options = ArchitectureEntry.Options(
      mask: model.mask, memory: RecurrentMemory(slots: 5, segmentLength: 41))
    for entry in ArchitectureEntry.all where entry.masks.contains(model.mask) {
      let input = SmallModels.input(of: entry.make(transformer, options), positions: 90)
      let runs = try (0..<3).map { _ in
        try outputs(of: entry, transformer, options, positions: 90, on: engine(input))
      }
      #expect(runs[0] == runs[1] && runs[1] == runs[2], "\(entry.name) of \(model.name)")
    }
  }

  /// Token by token from a cache is the whole at once, within what bf16 keeps.
  @Test(arguments: SmallModels.decoders) func decodes(model: ModelConfiguration) throws {
    guard model.experts == nil else { return }
    let input = SequenceInput.tokens(SmallModels.tokens(30, of: model))
    let architecture = WholeSequence(Transformer(model), mask: .causal)
    var (whole, pieces): ([Double], [Double]) = ([], [])
    let once = engine(input)
    try architecture.forward(0..<30, on: once) { _, output in
      whole += try once.values(of: output).map(Double.init)
    }
    let stepping = engine(input)
    stepping.keepsCache = true
    for position in 0..<30 {
      try architecture.forward(position..<position + 1, on: stepping) { _, output in
        pieces += try stepping.values(of: output).map(Double.init)
      }
    }
    #expect(relativeError([pieces], [whole]) < 2e-2, "\(model.name)")
    let rowBytes = 2 * model.layers * model.keyValueWidth * 2
    #expect(stepping.memory.cacheBytes == 30 * rowBytes)
  }

  /// To nearest, ties to even, and what isn't a number stays none.
  @Test func rounding() throws {
    let values: [Float] = [
      1, 1 + 0x1p-8, 1 + 0x1p-8 + 0x1p-20, 1 + 3 * 0x1p-8, -1 - 0x1p-9, 0, -0.0, .infinity,
      -.infinity, .greatestFiniteMagnitude, .nan, Float(bitPattern: 0x7f80_0001),
      Float(bitPattern: 0x7fff_ffff), 0x1p-126, 3.141_592_7, 1e-3,
    ]
    let expected: [Float] = [
      1, 1, 1 + 0x1p-7, 1 + 4 * 0x1p-8, -1, 0, -0.0, .infinity, -.infinity, .infinity, .nan, .nan,
      .nan, 0x1p-126, 3.140_625, 0x1.06p-10,
    ]
    for width in [values.count, values.count - 1, 3] {
      let rows = SequenceInput.Rows(width: width, values: Array(values[..<width]))
      let engine = engine(.rows(rows), threads: 1)
      let rounded = try engine.activations(engine.input(at: 0..<1, width: width))
      for (value, expected) in zip(try engine.values(of: rounded), expected) {
        #expect(value == expected || (value.isNaN && expected.isNaN))
      }
    }
  }
}
