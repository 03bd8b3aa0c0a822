import Accounting
import Architectures
import Operations
import Testing

/// What Linformer costs: linear in the length, by published settings and by its formula.
@Suite struct LinformerTests {
  private func entry(_ settings: [String: String] = [:]) throws -> ArchitectureEntry {
    try settings.reduce(.linformer) { try $0.with($1.key, $1.value) }
  }

  private func pass(
    _ entry: ArchitectureEntry, _ model: Transformer, _ positions: Int,
    phase: Pass.Phase = .prefill, batch: Int = 1
  ) -> Pass {
    Pass(
      model, entry, options: .init(mask: .full), positions: positions, batch: batch, phase: phase)
  }

  private func layers(
    _ count: Int, hidden: Int, heads: Int, feedForward: Int
  ) -> Transformer {
    var model = ModelConfiguration.bert("layers", layers: count, hidden: hidden, heads: heads)
    model.feedForward = feedForward
    return Transformer(model, scope: .layers(count))
  }

  /// The settings of Transformer-LS on Long Range Arena, 2 layers of width 64 with 2 heads and a
  /// feed-forward of 128; its table has 0.41 and 0.81 GMACs for rank 256: n·L·(4d² + 2df + 4kd).
  ///
  /// Zhu et al. 2021, arXiv 2107.02192; NVIDIA/transformer-ls at 1527c5cc counts multiply-adds.
  @Test(arguments: [(2048, UInt128(402_653_184)), (4096, 805_306_368)])
  func publishedMultiplyAdds(positions: Int, expected: UInt128) throws {
    let model = layers(2, hidden: 64, heads: 2, feedForward: 128)
    let ledger = try pass(entry(["rank": "256"]), model, positions).ledger()
    #expect(ledger.priced(by: .matmul).multiplyAdds == expected)
    let full = try pass(.full, model, positions).ledger()
    let pairs = UInt128(positions) * UInt128(positions)
    #expect(
      full.priced(by: .matmul).multiplyAdds
        == expected - UInt128(positions) * 2 * 4 * 256 * 64 + 2 * 2 * pairs * 64)
  }

  /// n positions cost n times as much as one, under every convention that looks at operations.
  @Test func linearInTheLength() throws {
    let model = layers(3, hidden: 48, heads: 3, feedForward: 80)
    for convention in [Convention.matmul, .matmulCausal, .matmulHalf, .rmtPaper] {
      func cost(_ positions: Int) throws -> UInt128 {
        try pass(entry(["rank": "7"]), model, positions).ledger().priced(by: convention).total
      }
      let one = try cost(1)
      for positions in [2, 37, 4096, 1_000_000] {
        #expect(try cost(positions) == UInt128(positions) * one, "\(convention.name)")
      }
    }
  }

  /// E and F are `[rank, positions]` in each layer: as many as the sequence has, unless it is set.
  @Test func parameters() throws {
    let model = layers(3, hidden: 48, heads: 3, feedForward: 80)
    let plain = ParameterCounts(model).total
    func own(_ settings: [String: String], _ positions: Int) throws -> UInt128 {
      ParameterCounts(pass(try entry(settings), model, positions).program).total - plain
    }
    #expect(try own([:], 100) == 3 * 2 * 256 * 100)
    #expect(try own(["rank": "5"], 1000) == 3 * 2 * 5 * 1000)
    #expect(try own(["rank": "5", "sharing": "key-value"], 1000) == 3 * 5 * 1000)
    #expect(try own(["variant": "released"], 1000) == 3 * 16 * 1000)
    #expect(try own(["variant": "released", "rank": "5"], 1000) == 3 * 5 * 1000)
    #expect(try own(["positions": "4000"], 1000) == 3 * 2 * 256 * 4000)
    // Without a sequence the model's positions are what is known.
    let program = ArchitectureEntry.linformer.make(model, .init(mask: .full))
    #expect(ParameterCounts(program).total - plain == 3 * 2 * 256 * 512)
  }

  /// E and F cost their own memory, and save that of the pairs.
  @Test func trainingMemory() throws {
    let model = layers(2, hidden: 64, heads: 4, feedForward: 128)
    func use(_ entry: ArchitectureEntry) throws -> MemoryUse {
      let pass = pass(entry, model, 4096, phase: .training(.none))
      let parameters = ParameterCounts(pass.program)
      return try pass.memory(
        MemoryPlan(precision: .single), ledger: pass.ledger(parameters: parameters),
        parameters: parameters)
    }
    let (full, linformer) = (try use(.full), try use(entry(["rank": "32"])))
    let own: UInt128 = 2 * 2 * 32 * 4096
    #expect(linformer.weights - full.weights == 4 * own)
    #expect(linformer.gradients - full.gradients == 4 * own)
    #expect(linformer.optimizer - full.optimizer == 8 * own)
    // Of each layer: softmax of n·k in place of n² for each head; K and V for E and F, and K' and V'.
    let pairs: UInt128 = 2 * 4 * (4096 * 4096 - 4096 * 32)
    let compressed: UInt128 = 2 * 2 * 32 * 64
    #expect(full.activations - linformer.activations == 4 * (pairs - compressed))
    #expect(linformer.cache == 0 && linformer.state == 0)
  }

  /// A rank above the length is of no use, and right.
  @Test func aRankAboveTheLength() throws {
    let model = layers(1, hidden: 64, heads: 2, feedForward: 128)
    let ledger = try pass(entry(["rank": "1000"]), model, 10).ledger()
    #expect(
      ledger.priced(by: .matmul).multiplyAdds == 10 * (4 * 64 * 64 + 2 * 64 * 128 + 4 * 1000 * 64))
  }

  @Test func whatItCannotTake() throws {
    let model = layers(1, hidden: 64, heads: 2, feedForward: 128)
    #expect(throws: ArchitectureError.self) {
      try pass(entry(["positions": "99"]), model, 100).ledger()
    }
    #expect(throws: ArchitectureError.self) {
      try pass(entry(), model, 4, phase: .decode).ledger()
    }
    #expect(!ArchitectureEntry.linformer.masks.contains(.causal))
    let causal = ArchitectureEntry.linformer.make(model, .init(mask: .causal))
    #expect(throws: ArchitectureError.self) { try Ledger(of: causal, positions: 10) }
    for (name, value) in [
      ("rank", "0"), ("rank", "65537"), ("positions", "0"), ("sharing", "layerwise"),
      ("variant", "package"), ("blocks", "4"),
    ] {
      #expect(throws: SettingProblem.self) { try entry([name: value]) }
    }
    // So many parameters at so many positions are more than is counted.
    #expect(throws: PassError.self) {
      try pass(entry(["rank": "65536"]), model, 1_000_000_000_000_000, batch: 10_000).ledger()
    }
  }
}
