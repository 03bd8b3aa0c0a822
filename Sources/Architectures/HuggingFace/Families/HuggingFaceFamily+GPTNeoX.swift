extension HuggingFaceFamily {
  /// GPT-NeoX and Pythia, as GPTNeoXConfig describes them.
  static func gptNeoX(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    let hidden = try fields.size("hidden_size")
    let heads = try fields.size("num_attention_heads", in: ModelConfiguration.Limits.heads)
    let headWidth = try fields.headWidth(hidden: hidden, heads: heads)
    return ModelConfiguration(
      name: "", family: "gpt-neox",
      layers: try fields.size("num_hidden_layers", in: ModelConfiguration.Limits.layers),
      hidden: hidden, heads: heads, keyValueHeads: heads, headWidth: headWidth,
      feedForward: try fields.size("intermediate_size"),
      vocabulary: try fields.size("vocab_size", in: ModelConfiguration.Limits.vocabulary),
      embeddingWidth: hidden,
      tiesEmbedding: try fields.notedFlag("tie_word_embeddings", default: false),
      positions: try fields.rotary(
        headWidth: headWidth, baseField: "rotary_emb_base", shareField: "rotary_pct", share: 0.25),
      maximumPositions: try fields.rotaryPositions(default: 2048),
      isParallel: try fields.notedFlag("use_parallel_residual", default: true),
      activation: try fields.activation("hidden_act", default: "gelu"),
      biases: try fields.flag("attention_bias", default: true) ? .all : .feedForward,
      normEpsilon: Float(
        try fields.number("layer_norm_eps", in: 1e-30...1, default: 1e-5)))
  }
}
