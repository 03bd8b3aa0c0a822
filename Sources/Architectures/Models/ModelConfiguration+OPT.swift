extension ModelConfiguration {
  /// A decoder of the OPT family.
  ///
  /// Zhang et al. 2022, arXiv 2205.01068, table 1. The feed-forward width is four times the hidden
  /// width; the vocabulary is padded to 50,272. Head width is 64 up to 1.3B, 80 for 2.7B and 128
  /// beyond.
  public static func opt(
    _ size: String, layers: Int, hidden: Int, heads: Int, embeddingWidth: Int? = nil,
    normalisation: Normalisation = .before
  ) -> ModelConfiguration {
    ModelConfiguration(
      name: "opt-\(size)", family: "opt", layers: layers, hidden: hidden, heads: heads,
      keyValueHeads: heads, headWidth: hidden / heads, feedForward: 4 * hidden,
      vocabulary: 50_272, embeddingWidth: embeddingWidth ?? hidden,
      positions: .learned(offset: 2), maximumPositions: 2048, normalisation: normalisation,
      activation: .relu)
  }

  /// The nine published sizes.
  ///
  /// 350M embeds in width 512 and normalises after the residual sum.
  public static let optFamily: [ModelConfiguration] = [
    opt("125m", layers: 12, hidden: 768, heads: 12),
    opt("350m", layers: 24, hidden: 1024, heads: 16, embeddingWidth: 512, normalisation: .after),
    opt("1.3b", layers: 24, hidden: 2048, heads: 32),
    opt("2.7b", layers: 32, hidden: 2560, heads: 32),
    opt("6.7b", layers: 32, hidden: 4096, heads: 32),
    opt("13b", layers: 40, hidden: 5120, heads: 40),
    opt("30b", layers: 48, hidden: 7168, heads: 56),
    opt("66b", layers: 64, hidden: 9216, heads: 72),
    opt("175b", layers: 96, hidden: 12_288, heads: 96),
  ]
}
