import Accounting
import Architectures
import Kernels
import Operations
import Testing

/// What the fast engine performs is what the ledger says, operation by operation.
@Suite(.serialized) struct LedgerAgreementTests {
  private static let memory = RecurrentMemory(slots: 5, segmentLength: 41)

  private func performed(
    _ architecture: any Architecture, _ passes: [Range<Int>], keepsCache: Bool
  ) throws -> [PerformedKind: UInt128] {
    let positions = passes.last?.upperBound ?? 0
    let engine = CPUEngine(
      weights: RandomWeights(seed: 1),
      input: SmallModels.input(of: architecture, positions: positions), threads: 2)
    engine.keepsCache = keepsCache
    var performed: [(operation: any Operation, inputs: [Operand])] = []
    engine.observer = { performed.append(($0, $1)) }
    for pass in passes { try architecture.forward(pass, on: engine) { _, _ in } }
    #expect(engine.loweredOperations.isEmpty)
    return counted(try Ledger(performing: performed))
  }

  private func counted(_ ledger: Ledger) -> [PerformedKind: UInt128] {
    ledger.entries.reduce(into: [:]) { $0[PerformedKind($1), default: 0] += $1.repetitions }
  }

  @Test(arguments: SmallModels.all, [Logits.all, .last, .none])
  func operations(model: ModelConfiguration, logits: Logits) throws {
    let options = ArchitectureEntry.Options(mask: model.mask, memory: Self.memory)
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      for positions in [1, 4, 40, 41, 45, 123, 130] {
        let architecture = entry.make(Transformer(model, logits: logits), options)
        let performed = try performed(architecture, [0..<positions], keepsCache: false)
        let ledger = try Ledger(of: architecture, positions: positions)
        #expect(
          performed == counted(ledger),
          "\(entry.name) of \(model.name) over \(positions), logits \(logits)")
      }
    }
  }

  @Test(arguments: SmallModels.decoders)
  func operationsWithACache(model: ModelConfiguration) throws {
    let options = ArchitectureEntry.Options(mask: .causal, memory: Self.memory)
    let passes = [0..<30] + (30..<50).map { $0..<$0 + 1 } + [50..<133]
    for entry in ArchitectureEntry.allForms where entry.masks.contains(model.mask) {
      let architecture = entry.make(Transformer(model, logits: .last), options)
      let performed = try performed(architecture, passes, keepsCache: true)
      let ledger = try Ledger(of: architecture, passes: passes, keepsCache: true)
      #expect(performed == counted(ledger), "\(entry.name) of \(model.name)")
    }
  }
}
