import Accounting
import Architectures

/// A model known by name, as lists show it: with what it takes to know its size.
public struct ModelPreset: Sendable {
  let configuration: ModelConfiguration
  let parameters: ParameterCounts

  /// Every preset.
  public static var all: [ModelPreset] {
    ModelConfiguration.presets.map {
      ModelPreset(configuration: $0, parameters: ParameterCounts(Transformer($0)))
    }
  }

  public static let fields: [Field<ModelPreset>] = [
    Field("model", .text) { .text($0.configuration.name) },
    Field("family", .text) { .text($0.configuration.family) },
    Field("parameters", .count) { .integer($0.parameters.total) },
    Field("active_parameters", title: "active", .count) {
      $0.configuration.experts == nil ? .none : .integer($0.parameters.activeTotal)
    },
    Field("layers", .count) { FieldValue($0.configuration.layers) },
    Field("hidden", .count) { FieldValue($0.configuration.hidden) },
    Field("heads", .count) { FieldValue($0.configuration.heads) },
    Field("key_value_heads", title: "kv heads", .count) {
      FieldValue($0.configuration.keyValueHeads)
    },
    Field("head_width", .count) { FieldValue($0.configuration.headWidth) },
    Field("feed_forward", .count) { FieldValue($0.configuration.feedForward) },
    Field("experts", .text) {
      FieldValue($0.configuration.experts.map { "\($0.active) of \($0.count)" })
    },
    Field("window", .count) { FieldValue($0.configuration.window?.length) },
    Field("vocabulary", .count) { FieldValue($0.configuration.vocabulary) },
    Field("positions", .count) { FieldValue($0.configuration.maximumPositions) },
  ]
}
