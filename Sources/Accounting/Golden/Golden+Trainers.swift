import Architectures

/// What training frameworks and their calculators print.
extension Golden {
  static let trainers: [GoldenCheck] = nemo + maxtext + eleuther + llmCounts

  /// One sequence of 128, hidden 768, 12 layers and heads, 3072 between.
  private static let nemo: [GoldenCheck] = [
    nemo("gpt3", plain(vocabulary: 51_200), 96_334_774_272),
    nemo("llama2", gated(vocabulary: 32_000), 106_753_425_408),
    nemo("llama3", gated(vocabulary: 128_256), 163_527_524_352),
    nemo("nemotron", plain(vocabulary: 256_000), 217_130_729_472),
    nemo("mixtral", mixture, 171_983_241_216),
    nemo("bert", bidirectional(vocabulary: 29_000), 84_146_651_136),
    nemo("transformer", bidirectional(vocabulary: 50_257), 96_684_539_904),
  ]

  private static func nemo(
    _ name: String, _ model: ModelConfiguration, _ flops: UInt128
  ) -> GoldenCheck {
    GoldenCheck(
      "G14.\(name)", "\(name) of 12 layers of 768, 128 positions, training", "nemo",
      "NVIDIA/NeMo, tests/utils/test_flops_formulas.py", .exact(flops),
      of: .whole(model, 128), .training(.none))
  }

  private static func plain(vocabulary: Int) -> ModelConfiguration {
    GoldenModels.gpt(layers: 12, hidden: 768, heads: 12, vocabulary: vocabulary)
  }

  /// NeMo counts all pairs for these.
  private static func bidirectional(vocabulary: Int) -> ModelConfiguration {
    var model = plain(vocabulary: vocabulary)
    model.mask = .full
    return model
  }

  private static func gated(vocabulary: Int) -> ModelConfiguration {
    GoldenModels.llama(
      layers: 12, hidden: 768, heads: 12, keyValueHeads: 12, feedForward: 3072,
      vocabulary: vocabulary)
  }

  private static let mixture: ModelConfiguration = {
    var model = gated(vocabulary: 32_000)
    model.experts = .init(count: 8, active: 2)
    return model
  }()

  private static let maxtext: [GoldenCheck] =
    maxtext("G15", 8192, weights: "1299.00", half: "211.11", all: "422.21", total: "1510.11")
    + maxtext(
      "G16", 129_024, weights: "20459.32", half: "52367.54", all: "104735.08", total: nil)

  /// Four sequences of LLaMA 2 7B, in 10^12 FLOPs: weights, attention after the change and before.
  private static func maxtext(
    _ id: String, _ positions: Int, weights: String, half: String, all: String, total: String?
  ) -> [GoldenCheck] {
    func check(_ part: String, _ printed: String, _ measure: GoldenMeasure) -> GoldenCheck {
      GoldenCheck(
        "\(id).\(part)", "LLaMA 2 7B, 4 × \(positions) positions, training, \(part)",
        "maxtext", "AI-Hypercomputer/maxtext PR 1988",
        .rounded(printed, unit: 1_000_000_000_000),
        of: .whole(GoldenModels.llama7b, positions, batch: 4), measure)
    }
    let attention = GoldenMeasure.trainingTerms(.none, .scores, .weightedSum)
    return [
      check(
        "weights", weights,
        .trainingTerms(.none, .queryKeyValue, .output, .feedForward, .vocabulary)),
      check("attention", half, attention),
      check("attention of all pairs", all, attention.with { $0.pairs = .all }),
    ] + (total.map { [check("total", $0, .training(.none))] } ?? [])
  }

  /// 300·10^9 tokens in sequences of 2048, every layer recomputed.
  private static let eleuther: [GoldenCheck] = [
    eleuther("qkv", "11.96", .trainingTerms(.full, .queryKeyValue)),
    eleuther("scores", "1.33", .trainingTerms(.full, .scores)),
    eleuther("weighted-sum", "1.33", .trainingTerms(.full, .weightedSum)),
    eleuther("output", "3.99", .trainingTerms(.full, .output)),
    eleuther("feed-forward", "31.89", .trainingTerms(.full, .feedForward)),
    eleuther("embedding", "0.189", .trainingTerms(.full, .embedding, .vocabulary)),
    eleuther(
      "embedding-31", "0.566",
      GoldenMeasure.trainingTerms(.full, .embedding, .vocabulary).with(asInPR31)),
    eleuther("total-31", "51.06", GoldenMeasure.training(.full).with(asInPR31)),
  ]

  private static func eleuther(
    _ part: String, _ printed: String, _ measure: GoldenMeasure
  ) -> GoldenCheck {
    GoldenCheck(
      "G17.\(part)", "GPT-NeoX-20B, 300·10⁹ tokens, training with recomputation, \(part)",
      "eleuther",
      part.hasSuffix("-31")
        ? "EleutherAI/cookbook PR 31" : "EleutherAI/cookbook, at 827ee3b, and PR 31",
      .rounded(printed, unit: 1_000_000_000_000_000_000_000),
      of: .whole(GoldenModels.neoX20b, 2048, batch: 300_000_000_000 / 2048), measure)
  }

  /// Before the change the vocabulary product was tripled and the lookup free.
  @Sendable private static func asInPR31(_ convention: inout Convention) {
    convention.prices[.embeddingElement] = nil
    convention.training = convention.training.map { Training(backward: $0.backward) }
  }

  private static let llmCounts: [GoldenCheck] = [
    llmCounts("qkvo", "9.8956", layers: 1, .terms(.queryKeyValue, .output)),
    llmCounts("mlp", "46.179", layers: 1, .terms(.feedForward)),
    llmCounts("attention", "1.0995", layers: 1, .terms(.scores, .weightedSum)),
    llmCounts("layers", "4574", layers: 80, .forward),
  ]

  private static func llmCounts(
    _ part: String, _ printed: String, layers: Int, _ measure: GoldenMeasure
  ) -> GoldenCheck {
    GoldenCheck(
      "G18.\(part)", "LLaMA 2 70B, 32 × 1024 positions, \(layers) layers, forward, \(part)",
      "matmul", "llm_counts, README", .rounded(printed, unit: 1_000_000_000_000),
      of: .layers(layers, of: GoldenModels.llama70b, 1024, batch: 32), measure)
  }
}
