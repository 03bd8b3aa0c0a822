extension HuggingFaceFamily {
  /// OPT, as OPTConfig describes it.
  static func opt(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    let hidden = try fields.size("hidden_size")
    let heads = try fields.size("num_attention_heads", in: ModelConfiguration.Limits.heads)
    let isBefore = try fields.notedFlag("do_layer_norm_before", default: true)
    let removesFinal = try fields.flag("_remove_final_layer_norm", default: false)
    guard !(isBefore && removesFinal) else {
      throw fields.error(
        "_remove_final_layer_norm is true, but a model with norms before its layers is counted with "
          + "one after the last; use another model")
    }
    try fields.require(
      "layer_norm_elementwise_affine", true, default: true,
      because: "norms without gain and shift can't be counted")
    return ModelConfiguration(
      name: "", family: "opt",
      layers: try fields.size("num_hidden_layers", in: ModelConfiguration.Limits.layers),
      hidden: hidden, heads: heads, keyValueHeads: heads,
      headWidth: try fields.headWidth(hidden: hidden, heads: heads),
      feedForward: try fields.size("ffn_dim"),
      vocabulary: try fields.size("vocab_size", in: ModelConfiguration.Limits.vocabulary),
      embeddingWidth: try fields.size("word_embed_proj_dim", from: "hidden_size", hidden),
      tiesEmbedding: try fields.notedFlag("tie_word_embeddings", default: true),
      positions: .learned(offset: 2),
      maximumPositions: try fields.size(
        "max_position_embeddings", in: ModelConfiguration.Limits.learnedPositions),
      normalisation: isBefore ? .before : .after,
      activation: try fields.activation("activation_function", default: "relu"),
      biases: try fields.flag("enable_bias", default: true) ? .all : .none)
  }
}
