extension HuggingFaceFields {
  /// Refuses what would change the count in every family, and can't be represented in any.
  mutating func refuseOtherModels() throws(HuggingFaceConfigurationError) {
    if case .object = fields["text_config"] {
      throw error(
        "the text model is nested in text_config; save that object as a config.json of its own")
    }
    try require(
      "is_encoder_decoder", false, default: false,
      because: "a pair of encoder and decoder can't be counted")
    try require(
      "add_cross_attention", false, default: false, because: "cross-attention can't be counted")
    switch value("pruned_heads") {
    case nil, .null: break
    case .object(let heads) where heads.isEmpty: break
    case .array(let heads) where heads.isEmpty: break
    case .some(let value):
      throw error(
        "pruned_heads is \(value.described), but layers with fewer heads can't be counted; "
          + "use the model before pruning")
    }
    if case .object = value("auto_map") {
      notes.append("auto_map names code of the model's own, which isn't looked at")
    }
  }
}
