import Architectures
import Kernels
import Operations
import Testing

/// The fast engine against the plain one, and laws both must keep.
@Suite(.serialized) struct AgreementTests {
  private let weights = RandomWeights(seed: 1)

  @Test(arguments: SmallModels.all, InstructionSet.available)
  func cpuAgreesWithReference(model: ModelConfiguration, instructionSet: InstructionSet) throws {
    let transformer = Transformer(model)
    let positions = 150
    let options = ArchitectureEntry.Options(
      mask: model.mask, memory: RecurrentMemory(slots: 5, segmentLength: 41))
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let input = SmallModels.input(of: entry.make(transformer, options), positions: positions)
      let cpu = CPUEngine(
        weights: weights, input: input, threads: 2, instructionSet: instructionSet)
      let reference = ReferenceEngine(weights: weights, input: input)
      let error = relativeError(
        try outputs(of: entry, transformer, options, positions: positions, on: cpu),
        try outputs(of: entry, transformer, options, positions: positions, on: reference))
      #expect(error < 1e-5, "\(entry.name) of \(model.name) on \(instructionSet)")
    }
  }

  /// One segment and no memory is full attention.
  @Test(arguments: SmallModels.all)
  func recurrentMemoryWithoutMemoryIsFullAttention(model: ModelConfiguration) throws {
    let transformer = Transformer(model)
    let positions = 67
    let input = SequenceInput.tokens(SmallModels.tokens(positions, of: model))
    let options = ArchitectureEntry.Options(
      mask: model.mask, memory: RecurrentMemory(slots: 0, segmentLength: positions))
    let cpu = CPUEngine(weights: weights, input: input, threads: 2)
    let full = try outputs(of: .full, transformer, options, positions: positions, on: cpu)
    let rmt = try outputs(
      of: .recurrentMemory, transformer, options, positions: positions, on: cpu)
    #expect(full == rmt)
  }

  /// A token of the first segment reaches the fifth through the memory and by no other way.
  @Test(arguments: SmallModels.all)
  func theMemoryIsTheOnlyWayAcross(model: ModelConfiguration) throws {
    let transformer = Transformer(model)
    let segmentLength = 29
    var tokens = SmallModels.tokens(5 * segmentLength, of: model)
    func run(slots: Int) throws -> [[Double]] {
      let options = ArchitectureEntry.Options(
        mask: model.mask, memory: RecurrentMemory(slots: slots, segmentLength: segmentLength))
      let engine = CPUEngine(weights: weights, input: .tokens(tokens), threads: 2)
      return try outputs(
        of: .recurrentMemory, transformer, options, positions: tokens.count, on: engine)
    }
    let (carried, isolated) = (try run(slots: 4), try run(slots: 0))
    // Position 20 holds content in either layout, and the narrowest window takes it to the memory.
    tokens[20] = (tokens[20] + 1) % model.vocabulary
    let (carriedAfter, isolatedAfter) = (try run(slots: 4), try run(slots: 0))
    #expect(carried.count == 5)
    for segment in 0..<5 { #expect(carried[segment] != carriedAfter[segment]) }
    #expect(isolated[0] != isolatedAfter[0])
    #expect(isolated.dropFirst() == isolatedAfter.dropFirst())
  }

  /// A window as long as the sequence hides nothing.
  @Test(arguments: SmallModels.decoders)
  func aWindowOfEverything(model: ModelConfiguration) throws {
    let positions = 75
    let input = SequenceInput.tokens(SmallModels.tokens(positions, of: model))
    let options = ArchitectureEntry.Options(mask: .causal)
    func run(_ window: ModelConfiguration.Window?) throws -> [[Double]] {
      let transformer = Transformer(model.variant(model.name) { $0.window = window })
      return try outputs(
        of: .full, transformer, options, positions: positions,
        on: CPUEngine(weights: weights, input: input, threads: 2))
    }
    let all = try run(nil)
    #expect(try run(.init(length: positions)) == all)
    #expect(try run(.init(length: positions - 1)) != all)
    #expect(try run(.init(length: 1, firstLayer: model.layers)) == all)
  }

  /// Under the causal mask a row doesn't depend on what follows it.
  @Test(arguments: SmallModels.decoders)
  func causality(model: ModelConfiguration) throws {
    var tokens = SmallModels.tokens(90, of: model)
    let options = ArchitectureEntry.Options(mask: .causal)
    func run() throws -> [Double] {
      let engine = CPUEngine(weights: weights, input: .tokens(tokens), threads: 2)
      return try outputs(of: .full, Transformer(model), options, positions: 90, on: engine)[0]
    }
    let before = try run()
    tokens[60] = (tokens[60] + 1) % model.vocabulary
    let after = try run()
    let row = model.vocabulary
    #expect(before[..<(60 * row)] == after[..<(60 * row)])
    #expect(before[(60 * row)...] != after[(60 * row)...])
  }

  @Test func theSameInputGivesTheSameBits() throws {
    let model = SmallModels.encoder
    let input = SequenceInput.tokens(SmallModels.tokens(120, of: model))
    let options = ArchitectureEntry.Options(mask: .full)
    for threads in [1, 2] {
      let runs = try (0..<3).map { _ in
        try outputs(
          of: .full, Transformer(model), options, positions: 120,
          on: CPUEngine(weights: weights, input: input, threads: threads))
      }
      #expect(runs[0] == runs[1] && runs[1] == runs[2])
    }
  }

  /// Layers alone read rows cyclically, as the timed programs do.
  @Test func layersAlone() throws {
    let model = SmallModels.preNorm
    let transformer = Transformer(model, scope: .layers(1))
    let rows = SequenceInput.Rows(count: 33, width: model.hidden, seed: 3)
    let options = ArchitectureEntry.Options(
      mask: .full, memory: RecurrentMemory(slots: 10, segmentLength: 33))
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let cpu = CPUEngine(weights: weights, input: .rows(rows), threads: 2)
      let reference = ReferenceEngine(weights: weights, input: .rows(rows))
      let error = relativeError(
        try outputs(of: entry, transformer, options, positions: 100, on: cpu),
        try outputs(of: entry, transformer, options, positions: 100, on: reference))
      #expect(error < 1e-5)
    }
  }
}
