import Accounting
import Architectures
import Testing

/// The preset of that name, or a failed test.
func preset(_ name: String) throws -> ModelConfiguration {
  try #require(ModelConfiguration.preset(named: name), "no preset \(name)")
}

extension ArchitectureEntry {
  /// The ledger of the whole model over the given positions, under the mask it was trained with.
  func ledger(
    of configuration: ModelConfiguration, positions: Int,
    memory: RecurrentMemory = RecurrentMemory()
  ) throws -> Ledger {
    let options = Options(mask: configuration.mask, memory: memory)
    return try Ledger(of: make(Transformer(configuration), options), positions: positions)
  }

  /// The whole model over the given positions, under the mask it was trained with.
  func pass(
    of configuration: ModelConfiguration, positions: Int,
    memory: RecurrentMemory = RecurrentMemory()
  ) -> Pass {
    Pass(
      Transformer(configuration), self,
      options: Options(mask: configuration.mask, memory: memory), positions: positions)
  }

  /// FLOPs of the whole model.
  func flops(
    of configuration: ModelConfiguration, positions: Int, _ convention: Convention
  ) throws -> UInt128 {
    try ledger(of: configuration, positions: positions).priced(by: convention).total
  }
}
