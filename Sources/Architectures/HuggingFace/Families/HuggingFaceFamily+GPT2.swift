extension HuggingFaceFamily {
  /// GPT-2, as GPT2Config describes it.
  static func gpt2(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    let hidden = try fields.size("n_embd", or: "hidden_size")
    let heads = try fields.size(
      "n_head", or: "num_attention_heads", in: ModelConfiguration.Limits.heads)
    let positions = try fields.size(
      "n_positions", or: "max_position_embeddings", in: ModelConfiguration.Limits.learnedPositions)
    // An older name for what every model has as many of.
    fields.accept("n_ctx", where: { $0 == .number("\(positions)") })
    return ModelConfiguration(
      name: "", family: "gpt2",
      layers: try fields.size(
        "n_layer", or: "num_hidden_layers", in: ModelConfiguration.Limits.layers),
      hidden: hidden, heads: heads, keyValueHeads: heads,
      headWidth: try fields.headWidth(hidden: hidden, heads: heads),
      feedForward: try fields.size("n_inner", from: "4 · n_embd", 4 * hidden),
      vocabulary: try fields.size("vocab_size", in: ModelConfiguration.Limits.vocabulary),
      embeddingWidth: hidden,
      tiesEmbedding: try fields.notedFlag("tie_word_embeddings", default: true),
      positions: .learned(offset: 0), maximumPositions: positions,
      activation: try fields.activation("activation_function", default: "gelu_new"),
      normEpsilon: Float(
        try fields.number("layer_norm_epsilon", in: 1e-30...1, default: 1e-5)))
  }
}
