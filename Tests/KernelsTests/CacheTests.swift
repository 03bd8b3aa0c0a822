import Architectures
import Operations
import Testing

@testable import Kernels

/// Going on from what an earlier pass kept gives what one pass over everything gives.
@Suite(.serialized) struct CacheTests {
  private let weights = RandomWeights(seed: 5)
  private static let memory = RecurrentMemory(slots: 3, segmentLength: 13)

  /// Ways to cut `positions` positions: one by one, in equal pieces, a long start and then one by
  /// one, and pieces of mixed length that end inside and at the ends of segments and memory blocks.
  static func cuts(of positions: Int) -> [[Range<Int>]] {
    func cut(_ lengths: [Int]) -> [Range<Int>] {
      var (start, pieces) = (0, [Range<Int>]())
      while start < positions {
        let end = min(positions, start + lengths[min(pieces.count, lengths.count - 1)])
        pieces.append(start..<end)
        start = end
      }
      return pieces
    }
    return [
      cut([1]), cut([7]), cut([positions / 2, 1]), cut([13]), cut([2, 9, 1, 1, 4, 11, 3, 20, 1]),
      cut([11, 2, 12, 13, 1]), cut([12, 13, 2, 24]),
    ]
  }

  private func agree<E: ReadableEngine>(
    _ entry: ArchitectureEntry, _ model: ModelConfiguration, positions: Int,
    within tolerance: Double,
    _ makeEngine: () -> E
  ) throws {
    let transformer = Transformer(model)
    let options = ArchitectureEntry.Options(mask: .causal, memory: Self.memory)
    let whole = makeEngine()
    whole.keepsCache = true
    let expected = try outputs(of: entry, transformer, options, positions: positions, on: whole)
    // One engine for all cuts: each begins anew at position 0.
    let engine = makeEngine()
    engine.keepsCache = true
    for passes in Self.cuts(of: positions) {
      let result = try outputs(of: entry, transformer, options, passes: passes, on: engine)
      let error = relativeError([Array(result.joined())], [Array(expected.joined())])
      #expect(error <= tolerance, "\(entry.name) of \(model.name) in \(passes)")
    }
  }

  @Test(arguments: SmallModels.decoders)
  func referenceInPieces(model: ModelConfiguration) throws {
    let input = SequenceInput.tokens(SmallModels.tokens(45, of: model))
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      try agree(entry, model, positions: 45, within: 1e-12) {
        ReferenceEngine(weights: weights, input: input)
      }
    }
  }

  @Test(arguments: SmallModels.decoders)
  func cpuInPieces(model: ModelConfiguration) throws {
    let input = SequenceInput.tokens(SmallModels.tokens(150, of: model))
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      try agree(entry, model, positions: 150, within: 1e-5) {
        CPUEngine(weights: weights, input: input, threads: 2)
      }
    }
  }

  /// Over whole segments it makes no difference whether anything is kept.
  @Test(arguments: SmallModels.decoders)
  func keepingChangesNothing(model: ModelConfiguration) throws {
    let positions = 3 * Self.memory.segmentLength
    let input = SequenceInput.tokens(SmallModels.tokens(positions, of: model))
    let options = ArchitectureEntry.Options(mask: .causal, memory: Self.memory)
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let runs = try [false, true].map { keeps in
        let engine = CPUEngine(weights: weights, input: input, threads: 2)
        engine.keepsCache = keeps
        return try outputs(
          of: entry, Transformer(model), options, positions: positions, on: engine)
      }
      #expect(runs[0] == runs[1], "\(entry.name) of \(model.name)")
    }
  }

  /// Going back to an earlier position forgets what was kept after it.
  @Test func goingBack() throws {
    let model = SmallModels.llama
    let tokens = SmallModels.tokens(40, of: model)
    let options = ArchitectureEntry.Options(mask: .causal, memory: Self.memory)
    let engine = CPUEngine(weights: weights, input: .tokens(tokens), threads: 2)
    engine.keepsCache = true
    func run(_ passes: [Range<Int>]) throws -> [[Double]] {
      try outputs(of: .full, Transformer(model), options, passes: passes, on: engine)
    }
    let first = try run([0..<20, 20..<40])[1]
    #expect(try run([20..<40])[0] == first)
    #expect(try run([10..<20, 20..<40])[1] == first)
    #expect(throws: EngineError.self) { try run([41..<42]) }
  }

  /// A view of kept rows stays what it was when later rows take their place.
  @Test func viewsOfKeptRows() throws {
    let rows = SequenceInput.Rows(count: 12, width: 3, seed: 2)
    func check(_ engine: some ReadableEngine) throws {
      let all = try engine.input(at: 0..<12, width: 3)
      let values = try engine.read(all)
      let before = try engine.extended("rows", after: 0, by: engine.rows(0..<4, of: all))
      let longer = try engine.extended("rows", after: 4, by: engine.rows(4..<9, of: all))
      let shorter = try engine.extended("rows", after: 1, by: engine.rows(9..<12, of: all))
      #expect(try engine.read(before) == Array(values[..<12]))
      #expect(try engine.read(longer) == Array(values[..<27]))
      #expect(try engine.read(shorter) == Array(values[..<3] + values[27...]))
      // From its own rows: as the memory that a segment has not changed.
      let kept = try engine.kept("rows", rows: 4, width: 3)
      let again = try engine.extended("rows", after: 0, by: engine.rows(2..<4, of: kept))
      #expect(try engine.read(again) == Array(engine.read(shorter)[6...]))
      #expect(try engine.read(engine.kept("rows", rows: 0, width: 3)).isEmpty)
    }
    try check(CPUEngine(weights: weights, input: .rows(rows), threads: 1))
    try check(ReferenceEngine(weights: weights, input: .rows(rows)))
  }

  @Test func nothingKept() throws {
    let rows = SequenceInput.Rows(count: 12, width: 3, seed: 2)
    func check(_ engine: some ReadableEngine) throws {
      #expect(throws: EngineError.tooFewKept("memory", asked: 2, kept: 0)) {
        try engine.kept("memory", rows: 2, width: 3)
      }
      let three = try engine.input(at: 0..<3, width: 3)
      #expect(throws: EngineError.tooFewKept("keys", asked: 1, kept: 0)) {
        try engine.extended("keys", after: 1, by: three)
      }
      _ = try engine.extended("keys", after: 0, by: three)
      #expect(throws: EngineError.tooFewKept("keys", asked: 4, kept: 3)) {
        try engine.extended("keys", after: 4, by: three)
      }
      #expect(throws: EngineError.keptWidth("keys", asked: 2, kept: 3)) {
        try engine.kept("keys", rows: 1, width: 2)
      }
    }
    try check(CPUEngine(weights: weights, input: .rows(rows), threads: 1))
    try check(ReferenceEngine(weights: weights, input: .rows(rows)))
    #expect(
      EngineError.tooFewKept("keys", asked: 4, kept: 0).description
        == "the pass goes on from 4 rows of keys, but nothing is kept; set keepsCache and process "
        + "the positions before it on the same engine first")
  }

  @Test func bidirectionalAttentionHasNoCache() throws {
    let model = SmallModels.encoder
    let options = ArchitectureEntry.Options(mask: .full, memory: Self.memory)
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let input = SmallModels.input(of: entry.make(Transformer(model), options), positions: 30)
      let cpu = CPUEngine(weights: weights, input: input, threads: 2)
      let reference = ReferenceEngine(weights: weights, input: input)
      cpu.keepsCache = true
      reference.keepsCache = true
      let passes = [0..<20, 20..<30]
      #expect(throws: ArchitectureError.self) {
        try outputs(of: entry, Transformer(model), options, passes: passes, on: cpu)
      }
      #expect(throws: ArchitectureError.self) {
        try outputs(of: entry, Transformer(model), options, passes: passes, on: reference)
      }
    }
  }
}
