import Accounting
import Architectures
import Foundation
import Kernels
import Operations
import Testing

/// The bytes that the fast engine asks for are those that shapes predict.
@Suite(.serialized) struct MemoryTests {
  private static let memory = RecurrentMemory(slots: 5, segmentLength: 41)

  private func engine(
    _ program: any Architecture, positions: Int, keepsCache: Bool = false,
    type: ElementType = .f32
  ) -> CPUEngine {
    let engine = CPUEngine(
      weights: RandomWeights(seed: 1),
      input: SmallModels.input(of: program, positions: positions), threads: 2, type: type)
    engine.keepsCache = keepsCache
    return engine
  }

  @Test(arguments: SmallModels.all)
  func peakOfTensors(model: ModelConfiguration) throws {
    let options = ArchitectureEntry.Options(mask: model.mask, memory: Self.memory)
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      for positions in [1, 40, 41, 45, 130] {
        let architecture = entry.make(Transformer(model), options)
        let engine = engine(architecture, positions: positions)
        // The second pass finds everything warm and must need the same.
        for _ in 0..<2 {
          engine.resetMemoryPeak()
          try architecture.forward(positions: positions, on: engine) { _, _ in }
          let ledger = try Ledger(of: architecture, positions: positions)
          let expected = Int(4 * ledger.peakElements)
          #expect(
            engine.memory.tensorBytesPeak == expected,
            "\(entry.name) of \(model.name) over \(positions)")
        }
        engine.resetMemoryPeak()
        #expect(engine.memory.tensorBytesPeak == 0, "nothing outlives a pass")
      }
    }
  }

  /// Activations in bf16, the residual stream and what experts work on in f32.
  @Test(
    .enabled(if: ElementType.bf16.isAvailable, "no bf16 products here"),
    arguments: SmallModels.all)
  func peakOfMixedTensors(model: ModelConfiguration) throws {
    let options = ArchitectureEntry.Options(mask: model.mask, memory: Self.memory)
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let architecture = entry.make(Transformer(model), options)
      let engine = engine(architecture, positions: 130, type: .bf16)
      try architecture.forward(positions: 130, on: engine) { _, _ in }
      let ledger = try Ledger(of: architecture, positions: 130)
      #expect(
        engine.memory.tensorBytesPeak == Int(ledger.peakMixedBytes),
        "\(entry.name) of \(model.name)")
    }
  }

  /// Each parameter is counted once, however it is held.
  @Test(arguments: SmallModels.all)
  func weights(model: ModelConfiguration) throws {
    let transformer = Transformer(model)
    let full = ArchitectureEntry.full.make(transformer, .init(mask: model.mask))
    let engine = engine(full, positions: 60)
    try full.forward(positions: 60, on: engine) { _, _ in }
    let elements = transformer.parameters.reduce(UInt128(0)) { $0 + $1.count }
    #expect(engine.memory.weightBytes == Int(4 * elements))
    // A tied table is there twice: as rows to look up and as a packed matrix.
    let table = 4 * model.vocabulary * model.embeddingWidth
    let second = transformer.isTied ? table : 0
    #expect(engine.memory.packingBytes >= second)
    #expect(engine.memory.cacheBytes == 0)
    #expect(engine.memory.scratchBytes > 0)
    let before = engine.memory
    engine.releaseScratch()
    #expect(engine.memory.scratchBytes == 0)
    #expect(engine.memory.weightBytes == before.weightBytes)
  }

  /// What `flops` predicts for the widths of the published models, to the byte: one layer of each.
  ///
  /// A vocabulary of 100 stands for the whole: it isn't in the widest moment. Layers of more
  /// parameters than the environment's `CONTEXTCOST_LAYER_PARAMETERS` (30 million) are left out.
  @Test(arguments: ModelConfiguration.presets)
  func predictedForPresets(preset: ModelConfiguration) throws {
    var model = preset
    (model.layers, model.vocabulary) = (1, 100)
    let transformer = Transformer(model)
    let limit =
      ProcessInfo.processInfo.environment["CONTEXTCOST_LAYER_PARAMETERS"]
      .flatMap { UInt128($0) } ?? 30_000_000
    let layer = transformer.parametersByKind[0].parameters.reduce(UInt128(0)) { $0 + $1.count }
    guard layer <= limit else { return }
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let pass = Pass(
        transformer, entry, options: .init(mask: model.mask, memory: Self.memory),
        positions: 100)
      let predicted = try pass.memory(
        MemoryPlan(precision: .single), ledger: pass.ledger(),
        parameters: ParameterCounts(pass.program))
      let engine = engine(pass.program, positions: 100)
      try pass.program.forward(positions: 100, on: engine) { _, _ in }
      #expect(engine.memory.tensorBytesPeak == Int(predicted.activations), "\(entry.name)")
      #expect(engine.memory.weightBytes == Int(predicted.weights), "\(entry.name)")
    }
  }

  /// Keys and values of every layer and position, and nothing for capacity.
  @Test(arguments: SmallModels.decoders)
  func cache(model: ModelConfiguration) throws {
    let architecture = ArchitectureEntry.full.make(
      Transformer(model), ArchitectureEntry.Options(mask: .causal))
    let engine = engine(architecture, positions: 70, keepsCache: true)
    for (pass, expected) in [(0..<50, 50), (50..<51, 51), (51..<70, 70), (10..<12, 12)] {
      try architecture.forward(pass, on: engine) { _, _ in }
      let rowBytes = 2 * model.layers * model.keyValueWidth * 4
      #expect(engine.memory.cacheBytes == expected * rowBytes)
    }
    engine.releaseCache()
    #expect(engine.memory.cacheBytes == 0)
  }

  /// The peak of passes that go on from a cache.
  @Test(arguments: SmallModels.decoders)
  func peakWithACache(model: ModelConfiguration) throws {
    let options = ArchitectureEntry.Options(mask: .causal, memory: Self.memory)
    let passes = [0..<50, 50..<51, 51..<83, 83..<130]
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let architecture = entry.make(Transformer(model), options)
      let engine = engine(architecture, positions: 130, keepsCache: true)
      for pass in passes { try architecture.forward(pass, on: engine) { _, _ in } }
      let ledger = try Ledger(of: architecture, passes: passes, keepsCache: true)
      let expected = Int(4 * ledger.peakElements)
      #expect(engine.memory.tensorBytesPeak == expected, "\(entry.name) of \(model.name)")
    }
  }

  @Test func rowsOfInput() throws {
    let rows = SequenceInput.Rows(count: 33, width: 48, seed: 3)
    let engine = CPUEngine(weights: RandomWeights(seed: 1), input: .rows(rows), threads: 1)
    // A view as long as the rows don't begin anew within it.
    let view = try engine.input(at: 40..<60, width: 48)
    #expect(engine.memory.tensorBytesPeak == 0)
    #expect(engine.memory.inputBytes == 33 * 48 * 4)
    let copy = try engine.input(at: 60..<80, width: 48)
    #expect(engine.memory.tensorBytesPeak == 20 * 48 * 4)
    #expect(try engine.values(of: view)[..<48] == rows.values[(7 * 48)..<(8 * 48)])
    #expect(try engine.values(of: copy)[(6 * 48)..<(7 * 48)] == rows.values[..<48])
  }
}
