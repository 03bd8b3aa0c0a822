import Accounting
import Architectures
import Testing

/// Sequences of different lengths in one batch are the sum over sequences.
@Suite struct PackedTests {
  static let phases: [Pass.Phase] = [.prefill, .decode, .training(.none), .training(.full)]

  private func single(
    _ name: String, _ entry: ArchitectureEntry, _ phase: Pass.Phase, _ length: Int,
    cached: Int = 0
  ) throws -> Pass {
    let model = try preset(name)
    return Pass(
      Transformer(model), entry, options: .init(mask: model.mask), positions: length,
      phase: phase, cached: cached)
  }

  /// FLOPs under every convention, in every phase, for both architectures.
  @Test(arguments: phases, [ArchitectureEntry.full, .recurrentMemory])
  func flopsAreTheSum(phase: Pass.Phase, entry: ArchitectureEntry) throws {
    let lengths = [512, 1024, 512, 700]
    let pack = try single("opt-125m", entry, phase, 1).packing(lengths).ledger()
    let parts = try lengths.map { try single("opt-125m", entry, phase, $0).ledger() }
    let recomputation: Recomputation? =
      if case .training(let what) = phase { what } else { nil }
    for convention in Convention.all {
      let sum = parts.compactMap { $0.priced(by: convention, training: recomputation)?.total }
      guard sum.count == parts.count else { continue }
      let total = pack.priced(by: convention, training: recomputation)?.total
      #expect(total == sum.reduce(0, +), "\(convention.name)")
    }
    #expect(pack.positions == 2748)
  }

  /// Pairs of 512, 1,024 and 4,096, not those of 5,632 in a row: 2 · (n² + …) · d a layer and product.
  @Test func attentionIsWithinSequences() throws {
    let pass = try single("llama-3-8b", .full, .prefill, 1).packing([512, 1024, 4096])
    let bill = try pass.ledger().priced(by: .matmul)
    let pairs: UInt128 = 512 * 512 + 1024 * 1024 + 4096 * 4096
    #expect(bill.flops(of: .scores) == 2 * 32 * 4096 * pairs)
    let feedForward: UInt128 = 2 * 32 * 5632 * 3 * 4096 * 14_336
    #expect(bill.flops(of: .feedForward) == feedForward)
  }

  /// Weights are there and read once; cache and activations are those of all sequences.
  @Test func memoryAndTraffic() throws {
    let lengths = [300, 200, 300]
    let model = try preset("llama-3-8b")
    let parameters = ParameterCounts(Transformer(model))
    for phase in Self.phases {
      let pack = try single("llama-3-8b", .full, phase, 1).packing(lengths)
      let plan = MemoryPlan(precision: .half)
      let use = try pack.memory(plan, ledger: pack.ledger(), parameters: parameters)
      let parts = try lengths.map { length -> MemoryUse in
        let pass = try single("llama-3-8b", .full, phase, length)
        return try pass.memory(plan, ledger: pass.ledger(), parameters: parameters)
      }
      #expect(use.weights == parts[0].weights && use.optimizer == parts[0].optimizer)
      #expect(use.cache == parts.reduce(0) { $0 + $1.cache })
      #expect(use.activations == parts.reduce(0) { $0 + $1.activations })
    }
    let batch = try single("llama-3-8b", .full, .prefill, 1).packing([300, 300]).ledger()
    var two = try single("llama-3-8b", .full, .prefill, 300)
    two.batch = 2
    #expect(try batch.traffic(.half) == two.ledger().traffic(.half))
  }

  /// A pack of one is the sequence, and segments of the longest wait for each other.
  @Test func depth() throws {
    let one = try single("opt-125m", .recurrentMemory, .prefill, 2048)
    #expect(try one.packing([2048]).ledger() == one.ledger())
    let pack = one.packing([512, 2048, 512])
    #expect(try pack.ledger().sequentialDepth == one.ledger().sequentialDepth)
    #expect(pack.packedPositions == 3072)
  }
}
