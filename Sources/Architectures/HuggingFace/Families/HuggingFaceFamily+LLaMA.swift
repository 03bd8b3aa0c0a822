import Operations

extension HuggingFaceFamily {
  /// What the configuration classes that descend from LLaMA's assume where no count depends on it.
  struct GatedDefaults {
    var maximumPositions: Int
    var rotaryBase = 10_000.0
    var normEpsilon = 1e-6
    var tiesEmbedding = false
    /// Whether there are as many heads of keys and values as of queries unless the file says so.
    var sharesNoKeys = false
  }

  /// LLaMA and what is built alike, as LlamaConfig describes it.
  static func llama(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    var model = try gated(
      &fields, "llama", GatedDefaults(maximumPositions: 2048, sharesNoKeys: true))
    model.activation = try fields.activation("hidden_act", default: "silu")
    model.biases = try attentionBiases(&fields)
    if try fields.flag("mlp_bias", default: false) { model.biases.insert(.feedForward) }
    model.window = try fields.window(nil, layers: model.layers)
    return model
  }

  /// Mistral, as MistralConfig describes it.
  ///
  /// Without the field its window would be 4096, which half of the published models don't have, so
  /// that the field must be there.
  static func mistral(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    var model = try gated(&fields, "mistral", GatedDefaults(maximumPositions: 131_072))
    model.activation = try fields.activation("hidden_act", default: "silu")
    let length = try fields.sizeOrNull(
      "sliding_window", in: ModelConfiguration.Limits.positions)
    model.window = try fields.window(length, layers: model.layers)
    return model
  }

  /// Mixtral, as MixtralConfig describes it.
  static func mixtral(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    var model = try gated(
      &fields, "mixtral",
      GatedDefaults(
        maximumPositions: 131_072, rotaryBase: 1_000_000, normEpsilon: 1e-5))
    model.activation = try fields.activation("hidden_act", default: "silu")
    let length = try fields.sizeOrNull(
      "sliding_window", in: ModelConfiguration.Limits.positions)
    model.window = try fields.window(length, layers: model.layers)
    let experts = ModelConfiguration.Limits.experts
    model.experts = ModelConfiguration.Experts(
      count: try fields.size("num_local_experts", or: "num_experts", in: experts),
      active: try fields.size("num_experts_per_tok", in: experts))
    return model
  }

  /// Qwen 2 and 2.5, as Qwen2Config describes them: biases in queries, keys and values alone, and a
  /// window only where it is switched on, from layer `max_window_layers`.
  static func qwen2(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    var model = try gated(&fields, "qwen2", GatedDefaults(maximumPositions: 32_768))
    model.activation = try fields.activation("hidden_act", default: "silu")
    model.biases = .queryKeyValue
    guard try fields.flag("use_sliding_window", default: false) else {
      // Of no influence while the window is switched off.
      for field in ["sliding_window", "max_window_layers"] { fields.accept(field) }
      model.window = try fields.window(nil, layers: model.layers)
      return model
    }
    try fields.requireSizes(["sliding_window", "max_window_layers|layer_types"])
    let length = try fields.sizeOrNull(
      "sliding_window", in: ModelConfiguration.Limits.positions)
    let first =
      try fields.sizeOrNull(
        "max_window_layers", in: 0...ModelConfiguration.Limits.layers.upperBound) ?? 0
    model.window = try fields.window(
      length, from: first, layers: model.layers, layerTypesDecide: true)
    return model
  }

  /// The first Gemma, as GemmaConfig describes it: looked-up rows are multiplied with √hidden.
  static func gemma(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    var model = try gated(
      &fields, "gemma", GatedDefaults(maximumPositions: 8192, tiesEmbedding: true))
    model.activation = try gemmaActivation(&fields)
    model.biases = try attentionBiases(&fields)
    model.embeddingScale = Float(model.hidden).squareRoot()
    model.window = try fields.window(nil, layers: model.layers)
    switch fields.value("use_bidirectional_attention") {
    case nil, .null, .boolean(false): break
    case .boolean(true): model.mask = .full
    case .some(let value):
      throw fields.error("use_bidirectional_attention", is: value, expected: "true or false")
    }
    return model
  }

  /// `hidden_activation`, or `hidden_act`, whose `gelu` was a mistake for the approximate form.
  private static func gemmaActivation(_ fields: inout Fields) throws(Failure) -> Activation {
    if let value = fields.value("hidden_activation"), value != .null {
      fields.accept("hidden_act")
      return try fields.activation("hidden_activation", default: "gelu_pytorch_tanh")
    }
    guard fields.value("hidden_act") == .string("gelu") else {
      return try fields.activation("hidden_act", default: "gelu_pytorch_tanh")
    }
    fields.notes.append(
      "hidden_act gelu is read as gelu_pytorch_tanh, as the library does with Gemma's first files")
    return .geluTanh
  }

  private static func attentionBiases(
    _ fields: inout Fields
  ) throws(Failure) -> ModelConfiguration.Biases {
    try fields.flag("attention_bias", default: false) ? [.queryKeyValue, .output] : .none
  }

  private static func gated(
    _ fields: inout Fields, _ family: String, _ defaults: GatedDefaults
  ) throws(Failure) -> ModelConfiguration {
    let limits = ModelConfiguration.Limits.self
    let hidden = try fields.size("hidden_size")
    let heads = try fields.size("num_attention_heads", in: limits.heads)
    if !defaults.sharesNoKeys { try fields.requireSizes(["num_key_value_heads"]) }
    let keyValueHeads = try fields.size(
      "num_key_value_heads", in: limits.heads, from: fields.shown("num_attention_heads"), heads)
    let headWidth = try fields.gatedHeadWidth(hidden: hidden, heads: heads)
    return ModelConfiguration(
      name: "", family: family,
      layers: try fields.size("num_hidden_layers", in: limits.layers),
      hidden: hidden, heads: heads, keyValueHeads: keyValueHeads, headWidth: headWidth,
      feedForward: try fields.size("intermediate_size"), isGated: true,
      vocabulary: try fields.size("vocab_size", in: limits.vocabulary), embeddingWidth: hidden,
      tiesEmbedding: try fields.notedFlag("tie_word_embeddings", default: defaults.tiesEmbedding),
      positions: try fields.rotaryOfWholeHead(headWidth: headWidth, base: defaults.rotaryBase),
      maximumPositions: try fields.rotaryPositions(default: defaults.maximumPositions),
      norm: .rootMeanSquare, activation: .silu, biases: .none,
      normEpsilon: Float(
        try fields.number("rms_norm_eps", in: 1e-30...1, default: defaults.normEpsilon)))
  }
}
