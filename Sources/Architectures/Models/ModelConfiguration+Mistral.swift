extension ModelConfiguration {
  /// Mistral 7B and Mixtral 8x7B.
  public static let mistralFamily: [ModelConfiguration] = [mistral7B, mixtral8x7B]

  /// Mistral 7B in its first version, which attends to the last 4096 positions.
  ///
  /// Jiang et al. 2023, arXiv 2310.06825, table 1.
  private static let mistral7B: ModelConfiguration = {
    var model = llama(
      "mistral-7b", layers: 32, hidden: 4096, heads: 32, keyValueHeads: 8, feedForward: 14_336,
      maximumPositions: 32_768)
    model.family = "mistral"
    model.window = Window(length: 4096)
    return model
  }()

  /// Mixtral 8x7B: two of eight experts for each position.
  ///
  /// Jiang et al. 2024, arXiv 2401.04088, table 1.
  private static let mixtral8x7B: ModelConfiguration = {
    var model = llama(
      "mixtral-8x7b", layers: 32, hidden: 4096, heads: 32, keyValueHeads: 8,
      feedForward: 14_336, rotaryBase: 1_000_000, maximumPositions: 32_768)
    model.family = "mixtral"
    model.experts = Experts(count: 8, active: 2)
    return model
  }()
}
