import Accounting
import Architectures
import Testing

/// Low-rank adapters beside frozen weights.
@Suite struct AdapterTests {
  private static let everything: Set<WeightRole> = [
    .query, .key, .value, .output, .gate, .up, .down,
  ]

  private func pass(
    _ name: String, _ adapters: LowRankAdapters?, positions: Int = 100,
    _ recomputation: Recomputation = .none
  ) throws -> Pass {
    let model = try preset(name)
    var pass = Pass(
      Transformer(model), .full, options: .init(mask: model.mask), positions: positions,
      phase: .training(recomputation))
    pass.adapters = adapters
    return pass
  }

  /// PEFT prints 41,943,040 trainable parameters for Llama 3 8B, rank 16, all linear modules; 6,815,744
  /// with rank 16 on queries and values.
  @Test func parameters() throws {
    let model = try preset("llama-3-8b")
    let all = LowRankAdapters(rank: 16, targets: Self.everything)
    #expect(all.parameters(of: model) == 41_943_040)
    let some = LowRankAdapters(rank: 16, targets: [.query, .value])
    #expect(some.parameters(of: model) == 6_815_744)
    // Queries, keys and values are one matrix: 16 · (768 + 3 · 768) · 12.
    #expect(try some.parameters(of: preset("gpt2")) == 589_824)
  }

  /// Frozen products twice, attention three times, adapters three times; by hand for opt-125m.
  @Test func flops() throws {
    let n: UInt128 = 100
    let adapters = LowRankAdapters(rank: 4, targets: [.query, .up, .down])
    let bill = try #require(
      pass("opt-125m", adapters).ledger().priced(by: .matmul, training: Recomputation.none))
    let d: UInt128 = 768
    let (layer, vocabulary): (UInt128, UInt128) = (12 * d * d * n, 50_272 * d * n)
    let frozen = 12 * layer + vocabulary
    let attention: UInt128 = 12 * 2 * n * n * d
    let own: UInt128 = 12 * n * 4 * (2 * d + 5 * d + 5 * d)
    #expect(bill.flops(of: .adapters) == 2 * 3 * own)
    #expect(bill.total == 2 * (2 * frozen + 3 * attention + 3 * own))
    let whole = try #require(
      pass("opt-125m", nil).ledger().priced(by: .matmul, training: Recomputation.none))
    #expect(whole.total == 2 * 3 * (frozen + attention))
  }

  /// Under a rule over parameters: 2 + 2 for each that is frozen, 6 for each that is trained.
  @Test func rulesOverParameters() throws {
    let adapters = LowRankAdapters(rank: 8, targets: [.query])
    let rule = try #require(Convention.named("6nd"))
    func total(_ adapters: LowRankAdapters?) throws -> UInt128 {
      try #require(
        pass("opt-125m", adapters).ledger().priced(by: rule, training: Recomputation.none)
      ).total
    }
    let own = try 6 * 100 * adapters.parameters(of: preset("opt-125m"))
    #expect(try total(adapters) == total(nil) / 3 * 2 + own)
  }

  /// No gradient and no optimizer's state of what is frozen, whatever its type; without adapters
  /// weights of 4 bits aren't trained.
  @Test func memory() throws {
    let model = try preset("llama-3-8b")
    let adapters = LowRankAdapters(rank: 16, targets: Self.everything)
    let parameters = ParameterCounts(Transformer(model))
    for type in ["w4a16", "nf4", "q4_k_m", "bf16"] {
      let precision = try Dtype(parsing: type).precision(of: model)
      let pass = try pass("llama-3-8b", adapters)
      let use = try pass.memory(
        MemoryPlan(precision: precision), ledger: pass.ledger(), parameters: parameters)
      #expect(use.weights == parameters.bytes(precision) + 2 * 41_943_040)
      #expect(use.gradients == 2 * 41_943_040)
      #expect(use.optimizer == 12 * 41_943_040)
      let whole = try self.pass("llama-3-8b", nil)
      if type != "bf16" {
        #expect(throws: PassError.self) {
          try whole.memory(
            MemoryPlan(precision: precision), ledger: whole.ledger(), parameters: parameters)
        }
      }
    }
  }

  /// A frozen product keeps no input; one with adapters keeps it, and what they have between them.
  @Test(arguments: [Recomputation.none, .selective, .full])
  func savedActivations(recomputation: Recomputation) throws {
    func saved(_ targets: Set<WeightRole>?, rank: Int = 4) throws -> UInt128 {
      let adapters = targets.map { LowRankAdapters(rank: rank, targets: $0) }
      return try pass("llama-3-8b", adapters, recomputation).ledger().savedElements(recomputation)
    }
    let layers: UInt128 = recomputation == .full ? 1 : 32
    let all = try saved(Self.everything)
    #expect(try saved(Self.everything, rank: 5) - all == layers * 100 * 7)
    let queries = try saved([.query])
    #expect(try saved([.query, .value]) - queries == layers * 100 * 4)
    // The inputs of the output's, the first and the second product of the feed-forward, and of 6 more.
    #expect(all - queries == layers * 100 * (2 * 4096 + 14_336 + 6 * 4))
    // The final norm's rows, which the vocabulary product would keep.
    #expect(try saved(nil) == all - layers * 100 * 7 * 4 + 100 * 4096)
  }

  /// Both sides of each adapter, of every expert where there are several.
  @Test func mixture() throws {
    let model = try preset("mixtral-8x7b")
    let adapters = LowRankAdapters(rank: 2, targets: [.gate, .down])
    #expect(adapters.parameters(of: model) == 32 * 8 * 2 * 2 * (4096 + 14_336))
    let bill = try #require(
      pass("mixtral-8x7b", adapters).ledger().priced(by: .matmul, training: Recomputation.none))
    // Two of eight experts for each position.
    let expected: UInt128 = 6 * 100 * 32 * 2 * 2 * 2 * (4096 + 14_336)
    #expect(bill.flops(of: .adapters) == expected)
  }

  /// Segments have adapters like everything else.
  @Test func segments() throws {
    let model = try preset("opt-125m")
    var pass = Pass(
      Transformer(model), .recurrentMemory, options: .init(mask: model.mask),
      positions: 10 * 512, phase: .training(.none))
    pass.adapters = LowRankAdapters(rank: 4, targets: [.query])
    let bill = try #require(pass.ledger().priced(by: .matmul, training: Recomputation.none))
    let expected: UInt128 = 6 * 12 * 5120 * 4 * 2 * 768
    #expect(bill.flops(of: .adapters) == expected)
  }
}
