import Text

extension HuggingFaceFields {
  /// Attention that looks back only so far, from a layer on.
  ///
  /// - Parameters:
  ///   - length: Keys that a query sees, itself included; `nil` when there is no window.
  ///   - firstLayer: Where it begins, unless `layer_types` may say so.
  ///   - layerTypesDecide: Whether `layer_types` goes before `firstLayer`, or may only confirm it.
  mutating func window(
    _ length: Int?, from firstLayer: Int = 0, layers: Int, layerTypesDecide: Bool = false
  ) throws(HuggingFaceConfigurationError) -> ModelConfiguration.Window? {
    var first = length == nil ? layers : min(firstLayer, layers)
    if let full = try leadingFullLayers(of: layers) {
      guard full == first || (layerTypesDecide && length != nil) else {
        throw error(
          "\(shown("layer_types")) has \(full.grouped) layers of full attention where the other fields mean "
            + "\(first.grouped); correct it or leave it out")
      }
      first = full
    }
    guard let length, first < layers else { return nil }
    return ModelConfiguration.Window(length: length, firstLayer: first)
  }

  /// How many layers see everything, when all the others follow them; `nil` without `layer_types`.
  private mutating func leadingFullLayers(
    of layers: Int
  ) throws(HuggingFaceConfigurationError) -> Int? {
    let types: [ParsedJSON]
    switch value("layer_types") {
    case nil, .null: return nil
    case .array(let list) where list.count == layers: types = list
    case .array(let list):
      throw error(
        "\(shown("layer_types")) has \(list.count.grouped) entries for \(layers.grouped) layers; "
          + "give one for each layer")
    case .some(let value): throw error("layer_types", is: value, expected: "a list")
    }
    let full = types.prefix { $0 == .string("full_attention") }.count
    for (index, type) in types.enumerated().dropFirst(full)
    where type != .string("sliding_attention") {
      throw error(
        "\(shown("layer_types")) mixes \(type.described) into later layers (layer \(index.grouped)); only full "
          + "attention in the first layers and sliding attention in all others can be counted")
    }
    return full
  }
}
