extension HuggingFaceFields {
  /// Refuses what would change the count in every family, and can't be represented in any.
  mutating func refuseOtherModels() throws(HuggingFaceConfigurationError) {
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
        "\(shown("pruned_heads")) is \(value.described), but layers with fewer heads can't be "
          + "counted; use the model before pruning")
    }
  }
}
