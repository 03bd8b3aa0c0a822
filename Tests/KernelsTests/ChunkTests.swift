import Accounting
import Architectures
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
    _ model: ModelConfiguration, positions: Int, type: ElementType = .f32
  ) -> CPUEngine {
    CPUEngine(
      weights: RandomWeights(seed: 1),
      input: .tokens(SmallModels.tokens(positions, of: model)), threads: 2, type: type)
  }

  private func reference(_ model: ModelConfiguration, positions: Int) -> ReferenceEngine {
    ReferenceEngine(
      weights: RandomWeights(seed: 1),
      input: .tokens(SmallModels.tokens(positions, of: model)))
  }

  @Test(arguments: SmallModels.all, Logits.allCases)
  func peakOfTensors(model: ModelConfiguration, logits: Logits) throws {
    let transformer = Transformer(model, logits: logits, rowsAtOnce: Self.chunk)
    for entry in ArchitectureEntry.allForms {
      let architecture = entry.make(transformer, options(model))
      for positions in Self.lengths + [130] {
        let ledger = try Ledger(of: architecture, positions: positions)
        let peaks = [ElementType.f32: 4 * ledger.peakElements, .bf16: ledger.peakMixedBytes]
        for (type, expected) in peaks where type.isAvailable {
          let engine = cpu(model, positions: positions, type: type)
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
    for entry in ArchitectureEntry.allForms {
      let expected = try joined(
        entry, rowsAtOnce: nil, reference(model, positions: positions))
      let plain = try joined(
        entry, rowsAtOnce: Self.chunk, reference(model, positions: positions))
      #expect(plain == expected, "\(entry.name) of \(model.name)")
      for size in [1, Self.chunk, positions - 1] {
        let fast = try joined(entry, rowsAtOnce: size, cpu(model, positions: positions))
        #expect(relativeError(fast, expected) < 1e-5, "\(entry.name) of \(model.name) by \(size)")
      }
    }
  }

  /// Passes that go on from a cache, begun and ended within chunks.
  @Test(arguments: SmallModels.decoders)
  func withACache(model: ModelConfiguration) throws {
    let passes = [0..<30, 30..<31, 31..<80]
    for entry in ArchitectureEntry.allForms {
      let architecture = entry.make(
        Transformer(model, rowsAtOnce: Self.chunk), options(model))
      let (fast, plain) = (cpu(model, positions: 80), reference(model, positions: 80))
      (fast.keepsCache, plain.keepsCache) = (true, true)
      var (values, expected): ([Double], [Double]) = ([], [])
      for pass in passes {
        try architecture.forward(pass, on: fast) { values += fast.read($1) }
        try architecture.forward(pass, on: plain) { expected += plain.read($1) }
      }
      #expect(relativeError([values], [expected]) < 1e-5, "\(entry.name) of \(model.name)")
      let ledger = try Ledger(of: architecture, passes: passes, keepsCache: true)
      #expect(fast.memory.tensorBytesPeak == Int(4 * ledger.peakElements))
    }
  }

  /// Scores come in order, a chunk of positions at a time.
  @Test func scores() throws {
    let model = SmallModels.preNorm
    let architecture = FullAttention(
      Transformer(model, rowsAtOnce: Self.chunk), mask: .causal)
    var ranges: [Range<Int>] = []
    let engine = cpu(model, positions: 40)
    try architecture.forward(positions: 40, on: engine) { positions, scores in
      ranges.append(positions)
      #expect(scores.shape == Shape(rows: positions.count, columns: model.vocabulary))
    }
    #expect(ranges == [0..<16, 16..<32, 32..<40])
  }

  /// The fast engine performs what the ledger says, in as many chunks.
  @Test(arguments: SmallModels.all, Logits.allCases)
  func operations(model: ModelConfiguration, logits: Logits) throws {
    for entry in ArchitectureEntry.allForms {
      for positions in Self.lengths + [123] {
        let architecture = entry.make(
          Transformer(model, logits: logits, rowsAtOnce: Self.chunk), options(model))
        let engine = cpu(model, positions: positions)
        var performed: [Operation: Performed] = [:]
        engine.observer = { performed[$0.ofNoRows, default: .init()].add($0.rows, times: 1) }
        try architecture.forward(positions: positions, on: engine) { _, _ in }
        var counted: [Operation: Performed] = [:]
        for line in try Ledger(of: architecture, positions: positions).entries {
          counted[line.operation.ofNoRows, default: .init()].add(
            line.operation.rows, times: Int(line.repetitions), chunks: line.chunks)
        }
        #expect(performed == counted, "\(entry.name) of \(model.name) over \(positions)")
      }
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

extension Operation {
  /// Rows that can be cut into chunks; 0 for attention, whose rows can't.
  fileprivate var rows: Int {
    switch self {
    case .embedding(let rows, _, _), .addition(let rows, _, _), .norm(_, _, let rows, _),
      .rotation(let rows, _), .gating(let rows, _, _), .combination(let rows, _),
      .concatenation(let rows, _):
      rows
    case .product(let product): product.rows
    case .attention: 0
    }
  }

  /// The same operation whatever its rows.
  fileprivate var ofNoRows: Operation {
    switch self {
    case .embedding(_, let width, let vocabulary):
      .embedding(rows: 0, width: width, vocabulary: vocabulary)
    case .addition(_, let width, let choices): .addition(rows: 0, width: width, choices: choices)
    case .norm(let term, let kind, _, let width):
      .norm(term: term, kind: kind, rows: 0, width: width)
    case .rotation(_, let width): .rotation(rows: 0, width: width)
    case .gating(_, let width, let activation):
      .gating(rows: 0, width: width, activation: activation)
    case .combination(_, let width): .combination(rows: 0, width: width)
    case .concatenation(_, let width): .concatenation(rows: 0, width: width)
    case .product(let product):
      .product(
        Product(
          rows: 0,
          layer: Linear(
            product.term, name: "", inputs: product.inputs, outputs: product.outputs,
            bias: product.hasBias),
          matrices: product.matrices, activation: product.activation,
          hasResidual: product.hasResidual))
    case .attention: self
    }
  }
}
