extension ModelConfiguration {
  /// A decoder of the GPT-2 family.
  ///
  /// Radford et al. 2019, "Language Models are Unsupervised Multitask Learners", table 2. The
  /// feed-forward width is four times the hidden width.
  public static func gpt2(
    _ name: String, layers: Int, hidden: Int, heads: Int
  ) -> ModelConfiguration {
    ModelConfiguration(
      name: name, family: "gpt2", layers: layers, hidden: hidden, heads: heads,
      keyValueHeads: heads, headWidth: hidden / heads, feedForward: 4 * hidden,
      vocabulary: 50_257, embeddingWidth: hidden, positions: .learned(offset: 0),
      maximumPositions: 1024, activation: .geluTanh)
  }

  /// The four published sizes: 124M, 355M, 774M and 1558M.
  public static let gpt2Family: [ModelConfiguration] = [
    gpt2("gpt2", layers: 12, hidden: 768, heads: 12),
    gpt2("gpt2-medium", layers: 24, hidden: 1024, heads: 16),
    gpt2("gpt2-large", layers: 36, hidden: 1280, heads: 20),
    gpt2("gpt2-xl", layers: 48, hidden: 1600, heads: 25),
  ]
}
