import Operations

extension ModelConfiguration {
  /// A decoder of the GPT-NeoX family: parallel layers, a quarter of each head turned.
  ///
  /// Black et al. 2022, arXiv 2204.06745, section 2. The feed-forward width is four times the hidden
  /// width.
  public static func gptNeoX(
    _ name: String, layers: Int, hidden: Int, heads: Int, vocabulary: Int,
    activation: Activation = .gelu
  ) -> ModelConfiguration {
    ModelConfiguration(
      name: name, family: "gpt-neox", layers: layers, hidden: hidden, heads: heads,
      keyValueHeads: heads, headWidth: hidden / heads, feedForward: 4 * hidden,
      vocabulary: vocabulary, embeddingWidth: hidden, tiesEmbedding: false,
      positions: .rotary(RotaryEncoding(width: hidden / heads / 4)), maximumPositions: 2048,
      isParallel: true, activation: activation)
  }

  /// The eight sizes of Pythia, and GPT-NeoX-20B.
  ///
  /// Biderman et al. 2023, arXiv 2304.01373, table 1; Black et al. 2022, arXiv 2204.06745, table 1.
  /// The vocabulary is as stored in the checkpoints: padded further where the training was divided
  /// among more devices.
  public static let pythiaFamily: [ModelConfiguration] = [
    pythia("70m", layers: 6, hidden: 512, heads: 8),
    pythia("160m", layers: 12, hidden: 768, heads: 12),
    pythia("410m", layers: 24, hidden: 1024, heads: 16),
    pythia("1b", layers: 16, hidden: 2048, heads: 8),
    pythia("1.4b", layers: 24, hidden: 2048, heads: 16),
    pythia("2.8b", layers: 32, hidden: 2560, heads: 32),
    pythia("6.9b", layers: 32, hidden: 4096, heads: 32, vocabulary: 50_432),
    pythia("12b", layers: 36, hidden: 5120, heads: 40, vocabulary: 50_688),
    gptNeoX(
      "gpt-neox-20b", layers: 44, hidden: 6144, heads: 64, vocabulary: 50_432,
      activation: .geluTanh),
  ]

  private static func pythia(
    _ size: String, layers: Int, hidden: Int, heads: Int, vocabulary: Int = 50_304
  ) -> ModelConfiguration {
    gptNeoX(
      "pythia-\(size)", layers: layers, hidden: hidden, heads: heads, vocabulary: vocabulary)
  }
}
