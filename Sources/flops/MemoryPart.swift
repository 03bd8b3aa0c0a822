import Accounting
import CommandLineKit

/// A part of the memory as every command names it.
struct MemoryPart: Sendable {
  let name: String
  let title: String
  let bytes: @Sendable (MemoryUse) -> UInt128

  static let all = [
    MemoryPart(name: "weight_bytes", title: "weights", bytes: { $0.weights }),
    MemoryPart(name: "scale_bytes", title: "scales of weights", bytes: { $0.scales }),
    MemoryPart(name: "activation_bytes", title: "activations", bytes: { $0.activations }),
    MemoryPart(name: "cache_bytes", title: "key-value cache", bytes: { $0.cache }),
    MemoryPart(name: "state_bytes", title: "carried state", bytes: { $0.state }),
    MemoryPart(name: "gradient_bytes", title: "gradients", bytes: { $0.gradients }),
    MemoryPart(name: "optimizer_bytes", title: "optimizer", bytes: { $0.optimizer }),
  ]

  /// A column for each part and one for their sum.
  ///
  /// - Parameter areInTable: Whether tables show the parts; the sum they always show.
  static func fields<Row>(
    areInTable: Bool = false, _ memory: @escaping @Sendable (Row) -> MemoryUse
  ) -> [Field<Row>] {
    all.map { part in
      Field(
        part.name, title: part.title, .bytes, isInTable: areInTable && part.name != "scale_bytes",
        isStringInJSON: true
      ) { .integer(part.bytes(memory($0))) }
    } + [
      Field("memory_bytes", title: "memory", .bytes, isStringInJSON: true) {
        .integer(memory($0).total)
      }
    ]
  }
}
