import Operations

extension ModelConfiguration {
  /// A decoder of the LLaMA family: rotary positions, root mean square norms, gates, no biases.
  ///
  /// Touvron et al. 2023, arXiv 2302.13971, section 2.2.
  public static func llama(
    _ name: String, layers: Int, hidden: Int, heads: Int, keyValueHeads: Int? = nil,
    feedForward: Int, vocabulary: Int = 32_000, tiesEmbedding: Bool = false,
    rotaryBase: Float = 10_000, maximumPositions: Int, normEpsilon: Float = 1e-5
  ) -> ModelConfiguration {
    ModelConfiguration(
      name: name, family: "llama", layers: layers, hidden: hidden, heads: heads,
      keyValueHeads: keyValueHeads ?? heads, headWidth: hidden / heads, feedForward: feedForward,
      isGated: true, vocabulary: vocabulary, embeddingWidth: hidden,
      tiesEmbedding: tiesEmbedding,
      positions: .rotary(RotaryEncoding(width: hidden / heads, base: rotaryBase)),
      maximumPositions: maximumPositions, norm: .rootMeanSquare, activation: .silu,
      biases: .none, normEpsilon: normEpsilon)
  }

  /// LLaMA, LLaMA 2, and LLaMA 3, 3.1 and 3.2.
  public static let llamaFamily: [ModelConfiguration] = llama1Family + llama2Family + llama3Family

  /// The four sizes of the first LLaMA: arXiv 2302.13971, table 2.
  private static let llama1Family: [ModelConfiguration] = [
    llama1("7b", layers: 32, hidden: 4096, heads: 32, feedForward: 11_008),
    llama1("13b", layers: 40, hidden: 5120, heads: 40, feedForward: 13_824),
    llama1("33b", layers: 60, hidden: 6656, heads: 52, feedForward: 17_920),
    llama1("65b", layers: 80, hidden: 8192, heads: 64, feedForward: 22_016),
  ]

  private static func llama1(
    _ size: String, layers: Int, hidden: Int, heads: Int, feedForward: Int
  ) -> ModelConfiguration {
    llama(
      "llama-\(size)", layers: layers, hidden: hidden, heads: heads, feedForward: feedForward,
      maximumPositions: 2048, normEpsilon: 1e-6)
  }

  /// The three published sizes of LLaMA 2.
  ///
  /// Touvron et al. 2023, arXiv 2307.09288, table 1.
  private static let llama2Family: [ModelConfiguration] = [
    llama(
      "llama-2-7b", layers: 32, hidden: 4096, heads: 32, feedForward: 11_008,
      maximumPositions: 4096),
    llama(
      "llama-2-13b", layers: 40, hidden: 5120, heads: 40, feedForward: 13_824,
      maximumPositions: 4096),
    llama(
      "llama-2-70b", layers: 80, hidden: 8192, heads: 64, keyValueHeads: 8, feedForward: 28_672,
      maximumPositions: 4096),
  ]

  /// LLaMA 3, 3.1 and the text models of 3.2.
  ///
  /// Grattafiori et al. 2024, arXiv 2407.21783, table 3; those of 3.2, which tie the embedding, after
  /// their model cards.
  private static let llama3Family: [ModelConfiguration] = [
    llama3("llama-3-8b", layers: 32, hidden: 4096, heads: 32, feedForward: 14_336, upTo: 8192),
    llama3("llama-3-70b", layers: 80, hidden: 8192, heads: 64, feedForward: 28_672, upTo: 8192),
    llama3("llama-3.1-8b", layers: 32, hidden: 4096, heads: 32, feedForward: 14_336),
    llama3("llama-3.1-70b", layers: 80, hidden: 8192, heads: 64, feedForward: 28_672),
    llama3("llama-3.1-405b", layers: 126, hidden: 16_384, heads: 128, feedForward: 53_248),
    llama3("llama-3.2-1b", layers: 16, hidden: 2048, heads: 32, feedForward: 8192, tied: true),
    llama3("llama-3.2-3b", layers: 28, hidden: 3072, heads: 24, feedForward: 8192, tied: true),
  ]

  private static func llama3(
    _ name: String, layers: Int, hidden: Int, heads: Int, feedForward: Int,
    upTo maximumPositions: Int = 131_072, tied: Bool = false
  ) -> ModelConfiguration {
    llama(
      name, layers: layers, hidden: hidden, heads: heads, keyValueHeads: 8,
      feedForward: feedForward, vocabulary: 128_256, tiesEmbedding: tied, rotaryBase: 500_000,
      maximumPositions: maximumPositions)
  }
}
