import Accounting
import Architectures
import Kernels
import Testing

/// What the fast engine performs is what the ledger says, operation by operation.
@Suite(.serialized) struct LedgerAgreementTests {
  @Test(arguments: SmallModels.all)
  func operations(model: ModelConfiguration) throws {
    let options = ArchitectureEntry.Options(
      mask: model.mask, memory: RecurrentMemory(slots: 5, segmentLength: 41))
    for entry in ArchitectureEntry.all {
      for positions in [1, 4, 40, 41, 45, 123, 130] {
        let architecture = entry.make(Transformer(model), options)
        let engine = CPUEngine(
          weights: RandomWeights(seed: 1),
          input: .tokens(SmallModels.tokens(positions, of: model)), threads: 2)
        var performed: [Operation: UInt128] = [:]
        engine.observer = { performed[$0, default: 0] += 1 }
        try architecture.forward(positions: positions, on: engine) { _, _ in }
        let ledger = try Ledger(of: architecture, positions: positions)
        let counted = Dictionary(
          uniqueKeysWithValues: ledger.entries.map { ($0.operation, $0.repetitions) })
        #expect(performed == counted, "\(entry.name) of \(model.name) over \(positions)")
      }
    }
  }
}
