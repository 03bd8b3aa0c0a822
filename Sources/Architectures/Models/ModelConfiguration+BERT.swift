extension ModelConfiguration {
  /// An encoder of the BERT family.
  ///
  /// Devlin et al. 2018, arXiv 1810.04805, section 3. The vocabulary is the uncased one of 30,522;
  /// the head is the pooler over `[CLS]`.
  public static func bert(
    _ size: String, layers: Int, hidden: Int, heads: Int
  ) -> ModelConfiguration {
    ModelConfiguration(
      name: "bert-\(size)", family: "bert", layers: layers, hidden: hidden, heads: heads,
      keyValueHeads: heads, headWidth: hidden / heads, feedForward: 4 * hidden,
      vocabulary: 30_522, embeddingWidth: hidden, positions: .learned(offset: 0),
      maximumPositions: 512, tokenTypes: 2, normalisation: .after, normalisesEmbedding: true,
      activation: .gelu, mask: .full, head: .pooler, normEpsilon: 1e-12)
  }

  /// BERT base and large.
  public static let bertFamily: [ModelConfiguration] = [
    bert("base", layers: 12, hidden: 768, heads: 12),
    bert("large", layers: 24, hidden: 1024, heads: 16),
  ]
}
