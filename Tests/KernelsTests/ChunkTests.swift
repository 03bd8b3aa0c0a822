import Accounting
import Architectures
import Operations
import Testing

@testable import Kernels

/// Rows in chunks: the same results and the same work, in less memory.
@Suite(.serialized) struct ChunkTests {
  private static let chunk = 16
  /// Up to three chunks, on both sides of their ends.
  private static let lengths = [15, 16, 17, 32, 33, 49]
  /// Segments that are longer than a chunk.
  private static let memory = RecurrentMemory(slots: 5, segmentLength: 41)

  private func options(_ model: ModelConfiguration) -> ArchitectureEntry.Options {
    ArchitectureEntry.Options(mask: model.mask, memory: Self.memory)
  }

  private func cpu(
    _ program: any Architecture, positions: Int, type: ElementType = .f32
  ) -> CPUEngine {
    CPUEngine(
      weights: RandomWeights(seed: 1),
      input: SmallModels.input(of: program, positions: positions), threads: 2, type: type)
  }

  private func reference(_ program: any Architecture, positions: Int) -> ReferenceEngine {
    ReferenceEngine(
      weights: RandomWeights(seed: 1), input: SmallModels.input(of: program, positions: positions))
  }

  @Test(arguments: SmallModels.all, Logits.allCases)
  func peakOfTensors(model: ModelConfiguration, logits: Logits) throws {
    let transformer = Transformer(model, logits: logits, rowsAtOnce: Self.chunk)
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let architecture = entry.make(transformer, options(model))
      for positions in Self.lengths + [130] {
        let ledger = try Ledger(of: architecture, positions: positions)
        let peaks = [ElementType.f32: 4 * ledger.peakElements, .bf16: ledger.peakMixedBytes]
        for (type, expected) in peaks where type.isAvailable {
          let engine = cpu(architecture, positions: positions, type: type)
          try architecture.forward(positions: positions, on: engine) { _, _ in }
          #expect(
            engine.memory.tensorBytesPeak == Int(expected),
            "\(entry.name) of \(model.name) over \(positions), logits \(logits), \(type)")
        }
      }
    }
  }

  /// Both engines, in chunks, against the plain one over all rows at once.
  @Test(arguments: SmallModels.all)
  func resultsAreThoseOfAllRowsAtOnce(model: ModelConfiguration) throws {
    let positions = 90
    func joined(
      _ entry: ArchitectureEntry, rowsAtOnce: Int?, _ engine: some ReadableEngine
    ) throws -> [[Double]] {
      let transformer = Transformer(model, rowsAtOnce: rowsAtOnce)
      let pieces = try outputs(
        of: entry, transformer, options(model), positions: positions, on: engine)
      return [Array(pieces.joined())]
    }
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let program = entry.make(Transformer(model), options(model))
      let expected = try joined(
        entry, rowsAtOnce: nil, reference(program, positions: positions))
      let plain = try joined(
        entry, rowsAtOnce: Self.chunk, reference(program, positions: positions))
      #expect(plain == expected, "\(entry.name) of \(model.name)")
      for size in [1, Self.chunk, positions - 1] {
        let fast = try joined(entry, rowsAtOnce: size, cpu(program, positions: positions))
        #expect(relativeError(fast, expected) < 1e-5, "\(entry.name) of \(model.name) by \(size)")
      }
    }
  }

  /// Passes that go on from a cache, begun and ended within chunks.
  @Test(arguments: SmallModels.decoders)
  func withACache(model: ModelConfiguration) throws {
    let passes = [0..<30, 30..<31, 31..<80]
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let architecture = entry.make(
        Transformer(model, rowsAtOnce: Self.chunk), options(model))
      let (fast, plain) = (
        cpu(architecture, positions: 80), reference(architecture, positions: 80)
      )
      (fast.keepsCache, plain.keepsCache) = (true, true)
      var (values, expected): ([Double], [Double]) = ([], [])
      for pass in passes {
        try architecture.forward(pass, on: fast) { values += try fast.read($1) }
        try architecture.forward(pass, on: plain) { expected += try plain.read($1) }
      }
      #expect(relativeError([values], [expected]) < 1e-5, "\(entry.name) of \(model.name)")
      let ledger = try Ledger(of: architecture, passes: passes, keepsCache: true)
      #expect(fast.memory.tensorBytesPeak == Int(4 * ledger.peakElements))
    }
  }

  /// Scores come in order, a chunk of positions at a time.
  @Test func scores() throws {
    let model = SmallModels.preNorm
    let architecture = WholeSequence(
      Transformer(model, rowsAtOnce: Self.chunk), mask: .causal)
    var ranges: [Range<Int>] = []
    let engine = cpu(architecture, positions: 40)
    try architecture.forward(positions: 40, on: engine) { positions, scores in
      ranges.append(positions)
      #expect(scores.shape == Shape(rows: positions.count, columns: model.vocabulary))
    }
    #expect(ranges == [0..<16, 16..<32, 32..<40])
  }

  /// The fast engine performs what the ledger says, in as many chunks.
  @Test(arguments: SmallModels.all, Logits.allCases)
  func operations(model: ModelConfiguration, logits: Logits) throws {
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      for positions in Self.lengths + [123] {
        let architecture = entry.make(
          Transformer(model, logits: logits, rowsAtOnce: Self.chunk), options(model))
        let engine = cpu(architecture, positions: positions)
        var operations: [(operation: any Operation, inputs: [Operand])] = []
        engine.observer = { operations.append(($0, $1)) }
        try architecture.forward(positions: positions, on: engine) { _, _ in }
        let performed = amounts(try Ledger(performing: operations))
        let counted = amounts(try Ledger(of: architecture, positions: positions))
        #expect(performed == counted, "\(entry.name) of \(model.name) over \(positions)")
      }
    }
  }

  private func amounts(_ ledger: Ledger) -> [PerformedKind: Performed] {
    ledger.entries.reduce(into: [:]) {
      $0[PerformedKind($1, ofNoRows: true), default: Performed()].add(
        $1.rows, times: Int($1.repetitions), chunks: $1.chunks)
    }
  }

  private struct Performed: Equatable {
    var rows = 0
    var times = 0

    mutating func add(_ rows: Int, times: Int, chunks: Int = 1) {
      self.rows += rows * times
      self.times += times * chunks
    }
  }
}
