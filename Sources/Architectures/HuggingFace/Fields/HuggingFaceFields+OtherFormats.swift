import Text

extension HuggingFaceFields {
  /// Reads the names of another program's format as the library's.
  mutating func translate() throws(HuggingFaceConfigurationError) {
    guard prefix.isEmpty, fields["hidden_size"] == nil, fields["num_hidden_layers"] == nil else {
      return
    }
    if isMeta { return try translateMeta() }
    if isAnalysis { try translateAnalysis() }
  }

  private func count(of names: [String]) -> Int { names.count { fields[$0] != nil } }

  /// Supplies a size that follows from others, where it is in the range of sizes.
  private mutating func supply(
    _ field: String, _ value: Double, from source: String
  ) throws(HuggingFaceConfigurationError) {
    let range = ModelConfiguration.Limits.widths
    guard value >= Double(range.lowerBound), value <= Double(range.upperBound) else {
      throw error(
        "\(source) give a feed-forward of width \(value), which must be \(range.described)")
    }
    supplied[field] = .number("\(Int(value))")
  }
}

// MARK: Meta

extension HuggingFaceFields {
  /// Whether the file is a `params.json`, as Meta publishes LLaMA and Mistral AI its models.
  ///
  /// DistilBERT's files share the names of sizes, and have none of the others.
  private var isMeta: Bool {
    let types: [ParsedJSON?] = [
      nil, .null, .string("llama"), .string("mistral"), .string("mixtral"),
    ]
    return fields["architectures"] == nil && types.contains(fields["model_type"])
      && count(of: ["dim", "n_layers", "n_heads"]) > 1
      && count(of: ["multiple_of", "ffn_dim_multiplier", "norm_eps"]) > 0
  }

  /// As ModelArgs and FeedForward of Meta's llama repository have it.
  private mutating func translateMeta() throws(HuggingFaceConfigurationError) {
    spelling = [
      "hidden_size": "dim", "num_hidden_layers": "n_layers", "num_attention_heads": "n_heads",
      "num_key_value_heads": "n_kv_heads", "rms_norm_eps": "norm_eps",
      "max_position_embeddings": "max_seq_len", "intermediate_size": "hidden_dim",
    ]
    notes.append("read as the params.json that Meta and Mistral AI publish beside their weights")
    let isMistral = fields["hidden_dim"] != nil
    let type = fields["moe"] != nil ? "mixtral" : isMistral ? "mistral" : "llama"
    accept("model_type")
    supplied["model_type"] = .string(type)
    supplied["architectures"] = .array([.string("\(type.capitalized)ForCausalLM")])
    if isMistral {
      if fields["sliding_window"] == nil { supplied["sliding_window"] = .null }
      if case .object(let experts) = value("moe") {
        supplied["num_local_experts"] = experts["num_experts"]
        supplied["num_experts_per_tok"] = experts["num_experts_per_tok"]
      }
    } else {
      try supplyFeedForward()
    }
    if value("vocab_size") == .number("-1") {
      throw error(
        "vocab_size is -1, which stands for the size of the tokenizer's vocabulary; write that into "
          + "the file: 32000 for LLaMA and LLaMA 2")
    }
    try readScaling()
    accept("max_batch_size")
  }

  /// Two thirds of four times the width, times a factor, up to the next multiple.
  private mutating func supplyFeedForward() throws(HuggingFaceConfigurationError) {
    try requireSizes(["hidden_size", "multiple_of"])
    let hidden = try size("hidden_size")
    let multiple = try size("multiple_of")
    var width = Double(2 * 4 * hidden / 3)
    if let factor = value("ffn_dim_multiplier"), factor != .null {
      width = (width * (try number(factor, of: "ffn_dim_multiplier", in: 1e-3...1e3))).rounded(
        .down)
    }
    try supply(
      "intermediate_size", (width / Double(multiple)).rounded(.up) * Double(multiple),
      from: "dim, multiple_of and ffn_dim_multiplier")
  }

  private mutating func readScaling() throws(HuggingFaceConfigurationError) {
    guard try flag("use_scaled_rope", default: false), !has("max_position_embeddings") else {
      return
    }
    notes.append("use_scaled_rope is LLaMA 3.1's scaling, to 131,072 positions")
    supplied["max_position_embeddings"] = .number("131072")
  }
}

// MARK: llm-analysis

extension HuggingFaceFields {
  /// Whether the names are those of llm-analysis' model configurations.
  private var isAnalysis: Bool {
    count(of: ["num_layers", "n_head", "hidden_dim", "ffn_embed_dim"]) > 1
  }

  /// As ModelConfig of llm-analysis has it, but for widths that it would assume.
  private mutating func translateAnalysis() throws(HuggingFaceConfigurationError) {
    let feedForward =
      switch fields["model_type"] {
      case .string("opt"): "ffn_dim"
      case .string("gpt2"): "n_inner"
      default: "intermediate_size"
      }
    spelling = [
      "hidden_size": "hidden_dim", "num_hidden_layers": "num_layers",
      "num_attention_heads": "n_head", "max_position_embeddings": "max_seq_len",
      feedForward: "ffn_embed_dim",
    ]
    if fields["model_type"] == .string("gpt2") {
      for (name, alias) in [
        ("n_embd", "hidden_size"), ("n_layer", "num_hidden_layers"),
        ("n_head", "num_attention_heads"), ("n_positions", "max_position_embeddings"),
      ] {
        spelling[name] = spelling.removeValue(forKey: alias)
      }
    }
    if fields["model_type"] == .string("mixtral") {
      spelling["num_local_experts"] = "moe_num_experts"
      spelling["num_experts_per_tok"] = "moe_top_k"
      accept("moe_type", where: { $0 == .string("mixtral") })
    } else {
      accept("moe_num_experts", where: { $0 == .number("1") })
      accept("moe_top_k", where: { $0 == .number("1") })
      if fields["moe_num_experts"] == .number("1") { accept("moe_type") }
    }
    notes.append("read as a model configuration of llm-analysis")
    accept("name")
    supplied["word_embed_proj_dim"] = .null
    // What the program would take for a missing width is four times the hidden one, wrongly for LLaMA.
    if let ratio = value("expansion_ratio"), ratio != .null, has("hidden_size") {
      let factor = try number(ratio, of: "expansion_ratio", in: 1e-3...1e3)
      let width = factor * Double(try size("hidden_size"))
      if fields["ffn_embed_dim"] == nil || fields["ffn_embed_dim"] == .null {
        try supply(feedForward, width.rounded(), from: "hidden_dim and expansion_ratio")
      }
    }
    try requireSizes([feedForward])
  }

  /// Refuses what the other format says twice and differently.
  mutating func checkTranslation(
    of model: ModelConfiguration
  ) throws(HuggingFaceConfigurationError) {
    guard isAnalysis, !spelling.isEmpty else { return }
    let groups = model.heads / model.keyValueHeads
    for (field, expected) in [
      ("num_key_value_groups", [.number("\(groups)"), .number("\(groups).0"), .null]),
      ("mlp_gated_linear_units", [.boolean(model.isGated)]),
    ] as [(String, [ParsedJSON])] {
      guard let value = value(field), !expected.contains(value) else { continue }
      throw error(
        field, is: value, expected: "\(expected[0].described) for the other fields of the file")
    }
  }
}
