import Accounting
import Architectures
import CommandLineKit

extension ListCommand {
  static let conventionFields: [Field<Convention>] = [
    Field("convention", .text) { .text($0.name) },
    Field("counts", .text) { .text($0.summary) },
    Field("unit", .text) { .text($0.unit.rawValue) },
    Field("over", .text, isInTable: false) { convention in
      if case .parameters = convention.basis { .text("parameters") } else { .text("operations") }
    },
    Field("training", .text) { FieldValue($0.training.map { "backward ×\($0.backward)" }) },
    Field("source", .text, isInTable: false) { .text($0.source) },
    Field("known_mistakes", .text, isInTable: false) {
      $0.mistakes.isEmpty ? .none : .text($0.mistakes.map(\.text).joined(separator: "; "))
    },
  ]

  static let architectureFields: [Field<ArchitectureEntry>] = [
    Field("architecture", .text) { .text($0.name) },
    Field("title", .text) { .text($0.title) },
    Field("settings", .text) {
      .text($0.settings.map { "\($0.name)=\($0.usual)" }.joined(separator: ", "))
    },
    Field("takes", .text, isInTable: false) {
      .text($0.settings.map { "\($0.name): \($0.takes); \($0.summary)" }.joined(separator: " "))
    },
    Field("source", .text, isInTable: false) { .text($0.source) },
  ]

  static let typeFields: [Field<NamedWeightType>] = [
    Field("type", .text) { .text($0.name) },
    Field("bits_per_weight", title: "bits a weight", .number) { .real($0.bitsPerWeight) },
    Field("stores", .text) { .text($0.summary) },
    Field("source", .text, isInTable: false) { .text($0.source) },
  ]

  static let hardwareFields: [Field<Hardware>] =
    [
      Field("hardware", .text) { .text($0.name) },
      Field("title", .text) { .text($0.title) },
    ]
    + [32, 16, 8, 4].map { bits in
      Field("peak_\(bits)_bit", title: "\(bits) bits", .flopsPerSecond) {
        FieldValue($0.peaks[bits]?.value)
      }
    } + [
      Field("peak_tf32", title: "TF32", .flopsPerSecond, isInTable: false) {
        FieldValue($0.tensorFloat32?.value)
      },
      Field("ridge_16_bit", title: "FLOP/B at 16 bits", .number) { FieldValue($0.ridge(bits: 16)) },
      Field("bandwidth_bytes_per_second", title: "bandwidth, B/s", .bytes) {
        .real($0.bandwidth.value)
      },
      Field("memory_bytes", title: "memory", .bytes) { .real($0.memory.value) },
      Field("sources", .text, isInTable: false) { hardware in
        let figures =
          hardware.peaks.sorted { $0.key > $1.key }.map { "\($0.key) bits: \($0.value.source)" }
          + ["bandwidth: \(hardware.bandwidth.source)", "memory: \(hardware.memory.source)"]
        return .text(figures.joined(separator: "; "))
      },
    ]
}
