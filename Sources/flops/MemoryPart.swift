import Accounting
import CommandLineKit

/// A part of the memory as every command names it.
struct MemoryPart: Sendable {
  let name: String
  let title: String
  let bytes: KeyPath<MemoryUse, UInt128> & Sendable

  static let all = [
    MemoryPart(name: "weight_bytes", title: "weights", bytes: \.weights),
    MemoryPart(name: "scale_bytes", title: "scales of weights", bytes: \.scales),
    MemoryPart(name: "activation_bytes", title: "activations", bytes: \.activations),
    MemoryPart(name: "cache_bytes", title: "key-value cache", bytes: \.cache),
    MemoryPart(name: "state_bytes", title: "carried state", bytes: \.state),
    MemoryPart(name: "gradient_bytes", title: "gradients", bytes: \.gradients),
    MemoryPart(name: "optimizer_bytes", title: "optimizer", bytes: \.optimizer),
  ]

  /// A column for each part and one for their sum.
  ///
  /// - Parameter areInTable: Whether tables show the parts; the sum they always show.
  static func fields<Row>(
    areInTable: Bool = false, _ memory: @escaping @Sendable (Row) -> MemoryUse
  ) -> [Field<Row>] {
    all.map { part in
      Field(
        part.name, title: part.title, .bytes, isInTable: areInTable && part.bytes != \.scales,
        isStringInJSON: true
      ) { .integer(memory($0)[keyPath: part.bytes]) }
    } + [
      Field("memory_bytes", title: "memory", .bytes, isStringInJSON: true) {
        .integer(memory($0).total)
      }
    ]
  }
}
