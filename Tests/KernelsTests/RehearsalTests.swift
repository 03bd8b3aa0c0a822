import Accounting
import Architectures
import CMachine
import Foundation
import Operations
import Testing

@testable import Kernels

/// What a rehearsal makes is what the pass after it takes, and the pass computes what it would have.
@Suite(.serialized) struct RehearsalTests {
  private static let hugePage = 2 << 20

  private func engine(_ program: any Architecture, positions: Int) -> CPUEngine {
    CPUEngine(
      weights: RandomWeights(seed: 1),
      input: SmallModels.input(of: program, positions: positions), threads: 2)
  }

  private func outputs(
    _ program: any Architecture, _ positions: Int, _ engine: CPUEngine
  ) throws -> [[Float]] {
    var outputs: [[Float]] = []
    try program.forward(positions: positions, on: engine) {
      outputs.append(try engine.values(of: $1))
    }
    return outputs
  }

  @Test(arguments: SmallModels.all)
  func thePassFindsItsMemory(model: ModelConfiguration) throws {
    let options = ArchitectureEntry.Options(
      mask: model.mask, memory: RecurrentMemory(slots: 5, segmentLength: 41))
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let program = entry.make(Transformer(model, rowsAtOnce: 64), options)
      let (engine, other) = (engine(program, positions: 130), engine(program, positions: 130))
      // Parameters are there before, and stay.
      for engine in [engine, other] {
        try program.forward(positions: 130, on: engine) { _, _ in }
        engine.releaseScratch()
        engine.storedMultiplyAdds = 0
      }
      var performed = 0
      engine.observer = { _, _ in performed += 1 }
      try engine.rehearse { try program.forward(positions: 130, on: engine) { _, _ in } }
      #expect(performed == 0 && engine.storedMultiplyAdds == 0)
      let (mapped, peak) = (engine.pool.mappedBytes, engine.memory.tensorBytesPeak)
      for engine in [engine, other] {
        try program.forward(positions: 130, on: engine) { _, _ in }
        // Which experts rows choose isn't known before.
        if model.experts == nil { #expect(engine.pool.mappedBytes == mapped, "\(entry.name)") }
        #expect(engine.memory.tensorBytesPeak == peak, "\(entry.name)")
      }
      #expect(performed > 0 && engine.storedMultiplyAdds == other.storedMultiplyAdds)
      #expect(try outputs(program, 130, engine) == outputs(program, 130, other), "\(entry.name)")
    }
  }

  /// A few layers of opt-125m's width, in chunks: no more pages than the tensors alive at one time.
  @Test func noMoreThanIsNeeded() throws {
    var model = ModelConfiguration.opt("wide", layers: 2, hidden: 768, heads: 12)
    model.vocabulary = 50
    let program = ArchitectureEntry.full.make(
      Transformer(model, scope: .layers(2), rowsAtOnce: 4096), .init(mask: .causal))
    let rows = SequenceInput.Rows(count: 7, width: 768, seed: 1)
    let engine = CPUEngine(weights: RandomWeights(seed: 1), input: .rows(rows), threads: 2)
    // Packs the weights.
    try program.forward(positions: 1, on: engine) { _, _ in }
    engine.releaseScratch()
    engine.resetMemoryPeak()
    let before = engine.pool.mappedBytes
    let positions = 30_000
    try engine.rehearse { try program.forward(positions: positions, on: engine) { _, _ in } }
    let peak = try Ledger(of: program, positions: positions).peakElements * 4
    let needed = Double(peak) + Double(engine.memory.scratchBytes)
    #expect(engine.memory.tensorBytesPeak == Int(peak))
    let mapped = Double(engine.pool.mappedBytes - before)
    #expect(abs(mapped / needed - 1) < 0.02, "\(mapped) of \(needed)")
  }

  /// What freed buffers held is found in one that is made of several, and what is missing is fresh.
  @Test func pagesOfSeveralBuffers() throws {
    let pool = BufferPool()
    let sizes = [3, 1, 2].map { $0 * Self.hugePage }
    // Each beside memory that stays, so that no two of them touch.
    var (buffers, kept): ([UnsafeMutableRawPointer], [UnsafeMutableRawPointer]) = ([], [])
    for size in sizes {
      buffers.append(try pool.take(size))
      kept.append(try pool.take(Self.hugePage))
    }
    for (index, (buffer, size)) in zip(buffers, sizes).enumerated() {
      memset(buffer, Int32(index + 1), size)
    }
    for (buffer, size) in zip(buffers, sizes) { pool.giveBack(buffer, bytes: size) }
    let mapped = pool.mappedBytes
    #expect(mapped == 9 * Self.hugePage)
    // A half is rounded up; the smallest piece that suffices is taken.
    let small = try pool.take(Self.hugePage / 2 * 3)
    #expect(small.load(as: UInt8.self) == 3 && pool.mappedBytes == mapped)
    pool.giveBack(small, bytes: Self.hugePage / 2 * 3)
    let large = try pool.take(8 * Self.hugePage)
    #expect(pool.mappedBytes == mapped + 2 * Self.hugePage)
    #expect(UInt(bitPattern: large) % UInt(Self.hugePage) == 0)
    let found = (0..<8).map { large.load(fromByteOffset: $0 * Self.hugePage + 77, as: UInt8.self) }
    #expect(found.sorted() == [0, 0, 1, 1, 1, 2, 3, 3])
    pool.giveBack(large, bytes: 8 * Self.hugePage)
    for buffer in kept { pool.giveBack(buffer, bytes: Self.hugePage) }
    pool.releaseFree()
    #expect(pool.mappedBytes == 0)
  }

  /// After a touch every page is there, and no rehearsal keeps it from being so.
  @Test func touchedPagesAreThere() throws {
    let (bytes, page) = (3 * Self.hugePage + 12_288, sysconf(Int32(_SC_PAGESIZE)))
    let memory = try #require(cc_memory_map(bytes))
    defer { cc_memory_unmap(memory, bytes) }
    func present() throws -> Int {
      var pages = [UInt8](repeating: 0, count: bytes / page)
      try #require(mincore(memory, bytes, &pages) == 0)
      return pages.count { $0 & 1 == 1 }
    }
    #expect(try present() == 0)
    let before = cc_team_rehearse(1)
    cc_memory_touch(memory, bytes)
    #expect(cc_team_rehearse(before) == 1)
    #expect(try present() == bytes / page)
  }
}
