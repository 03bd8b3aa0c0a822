extension HuggingFaceFamily {
  /// BERT, as BertConfig describes it; the head that is counted is the pooler, with a classifier
  /// over it where the file names that class.
  static func bert(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    var model = try encoder(&fields, vocabulary: 30_522)
    if case .array(let classes) = fields.value("architectures"),
      classes.first == .string("BertForSequenceClassification")
    {
      model.head = .classifier(labels: try labels(&fields))
    }
    model.maximumPositions = try fields.size(
      "max_position_embeddings", in: ModelConfiguration.Limits.learnedPositions, default: 512)
    return model
  }

  /// RoBERTa: BERT whose position table begins behind the row of the padding token.
  ///
  /// 512 positions are left of the 514 rows that the published models have.
  static func roberta(_ fields: inout Fields) throws(Failure) -> ModelConfiguration {
    var model = try encoder(&fields, vocabulary: 50_265)
    let rows = try fields.size(
      "max_position_embeddings", in: ModelConfiguration.Limits.learnedPositions, default: 512)
    let padding = try fields.size("pad_token_id", in: 0...1 << 20, default: 1)
    guard rows > padding + 1 else {
      throw fields.error(
        "max_position_embeddings is \(rows.grouped), of which the first \((padding + 1).grouped) "
          + "rows aren't positions; make it larger\(fields.defaultsInBrackets)")
    }
    model.family = "roberta"
    model.positions = .learned(offset: padding + 1)
    model.maximumPositions = rows - padding - 1
    return model
  }

  /// Labels of a classifier: as many as have a name, or `num_labels`, which is 2 by default.
  private static func labels(_ fields: inout Fields) throws(Failure) -> Int {
    let range = ModelConfiguration.Limits.labels
    let named: Int
    switch fields.value("id2label") {
    case nil, .null: return try fields.size("num_labels", in: range, default: 2)
    case .object(let names) where !names.isEmpty: named = names.count
    case .some(let value):
      throw fields.error("id2label", is: value, expected: "an object with a name for each label")
    }
    guard fields.value("num_labels") != nil else { return named }
    let counted = try fields.size("num_labels", in: range, default: named)
    guard counted == named else {
      throw fields.error(
        "num_labels is \(counted.grouped) but id2label names \(named.grouped); leave one of them out"
      )
    }
    return named
  }

  private static func encoder(
    _ fields: inout Fields, vocabulary: Int
  ) throws(Failure) -> ModelConfiguration {
    let hidden = try fields.size("hidden_size", default: 768)
    let heads = try fields.size(
      "num_attention_heads", in: ModelConfiguration.Limits.heads, default: 12)
    let encoding = fields.value("position_embedding_type") ?? .string("absolute")
    guard encoding == .string("absolute") else {
      throw fields.error("position_embedding_type", is: encoding, expected: "\"absolute\"")
    }
    return ModelConfiguration(
      name: "", family: "bert",
      layers: try fields.size(
        "num_hidden_layers", in: ModelConfiguration.Limits.layers, default: 12),
      hidden: hidden, heads: heads, keyValueHeads: heads,
      headWidth: try fields.headWidth(hidden: hidden, heads: heads),
      feedForward: try fields.size("intermediate_size", default: 3072),
      vocabulary: try fields.size(
        "vocab_size", in: ModelConfiguration.Limits.vocabulary, default: vocabulary),
      embeddingWidth: hidden, positions: .learned(offset: 0), maximumPositions: 512,
      tokenTypes: try fields.size("type_vocab_size", in: 1...1 << 16, default: 2),
      normalisation: .after, normalisesEmbedding: true,
      activation: try fields.activation("hidden_act", default: "gelu"),
      mask: try fields.flag("is_decoder", default: false) ? .causal : .full, head: .pooler,
      normEpsilon: Float(
        try fields.number("layer_norm_eps", in: 1e-30...1, default: 1e-12)))
  }
}
