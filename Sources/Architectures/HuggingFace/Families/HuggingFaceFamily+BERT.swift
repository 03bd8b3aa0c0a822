import Text

extension HuggingFaceFamily {
  /// BERT, as BertConfig describes it.
  static func bert(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    try encoder(&fields)
  }

  /// RoBERTa: BERT whose position table begins behind the row of the padding token.
  ///
  /// 512 positions are left of the 514 rows that the published models have.
  static func roberta(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    var model = try encoder(&fields)
    let rows = model.maximumPositions
    let padding = try fields.size("pad_token_id", in: 0...1 << 20, default: 1)
    guard rows > padding + 1 else {
      throw fields.error(
        "\(fields.shown("max_position_embeddings")) is \(rows.grouped), of which the first \((padding + 1).grouped) "
          + "rows aren't positions; make it larger\(fields.defaultsInBrackets)")
    }
    model.family = "roberta"
    model.positions = .learned(offset: padding + 1)
    model.maximumPositions = rows - padding - 1
    return model
  }

  private static func encoder(
    _ fields: inout Fields
  ) throws(Failure) -> ModelConfiguration {
    let hidden = try fields.size("hidden_size")
    let heads = try fields.size("num_attention_heads", in: ModelConfiguration.Limits.heads)
    let encoding = fields.value("position_embedding_type") ?? .string("absolute")
    guard encoding == .string("absolute") else {
      throw fields.error("position_embedding_type", is: encoding, expected: "\"absolute\"")
    }
    return ModelConfiguration(
      name: "", family: "bert",
      layers: try fields.size("num_hidden_layers", in: ModelConfiguration.Limits.layers),
      hidden: hidden, heads: heads, keyValueHeads: heads,
      headWidth: try fields.headWidth(hidden: hidden, heads: heads),
      feedForward: try fields.size("intermediate_size"),
      vocabulary: try fields.size("vocab_size", in: ModelConfiguration.Limits.vocabulary),
      embeddingWidth: hidden,
      tiesEmbedding: try fields.flag("tie_word_embeddings", default: true),
      positions: .learned(offset: 0),
      maximumPositions: try fields.size(
        "max_position_embeddings", in: ModelConfiguration.Limits.learnedPositions),
      tokenTypes: try fields.size("type_vocab_size", in: 1...1 << 16),
      normalisation: .after, normalisesEmbedding: true,
      activation: try fields.activation("hidden_act", default: "gelu"),
      mask: try fields.flag("is_decoder", default: false) ? .causal : .full, head: .pooler,
      normEpsilon: Float(
        try fields.number("layer_norm_eps", in: 1e-30...1, default: 1e-12)))
  }
}
