import Operations

extension ModelConfiguration {
  /// A decoder of the Chinchilla family.
  ///
  /// Hoffmann et al. 2022, arXiv 2203.15556: table 4 for the 70B, table A4 for the smaller ones. The
  /// layers are Gopher's, Rae et al. 2021, arXiv 2112.11446, section 2.1: root mean square norms and
  /// the relative positions of Transformer-XL, with a vocabulary of 32,000 and 2048 positions.
  ///
  /// Rotary positions stand in for the relative ones: neither has a table. Those of Transformer-XL
  /// have a hidden × hidden matrix in each layer besides, which the published sizes include, the
  /// paper's count of FLOPs (appendix F) doesn't, and this configuration doesn't either. The
  /// activation isn't published; it is taken to be GELU. Biases aren't mentioned and are left out, as
  /// in appendix F.
  public static func chinchilla(
    _ size: String, layers: Int, hidden: Int, heads: Int
  ) -> ModelConfiguration {
    ModelConfiguration(
      name: "chinchilla-\(size)", family: "chinchilla", layers: layers, hidden: hidden,
      heads: heads, keyValueHeads: heads, headWidth: hidden / heads, feedForward: 4 * hidden,
      vocabulary: 32_000, embeddingWidth: hidden,
      positions: .rotary(RotaryEncoding(width: hidden / heads)), maximumPositions: 2048,
      norm: .rootMeanSquare, activation: .gelu, biases: .none)
  }

  /// The sizes of table A4, and Chinchilla itself.
  public static let chinchillaFamily: [ModelConfiguration] = [
    chinchilla("73m", layers: 10, hidden: 640, heads: 10),
    chinchilla("305m", layers: 20, hidden: 1024, heads: 16),
    chinchilla("552m", layers: 24, hidden: 1280, heads: 10),
    chinchilla("1.1b", layers: 26, hidden: 1792, heads: 14),
    chinchilla("1.6b", layers: 28, hidden: 2048, heads: 16),
    chinchilla("6.8b", layers: 40, hidden: 3584, heads: 28),
    chinchilla("70b", layers: 80, hidden: 8192, heads: 64),
  ]
}
