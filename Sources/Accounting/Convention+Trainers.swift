/// The rules of training frameworks and calculators.
extension Convention {
  static let trainers = [megatron, megatronPTDP, nemo, maxtext, llmAnalysis, eleuther]

  public static let megatron = Convention(
    name: "megatron",
    summary: "2 a multiply-add, half of all pairs, the vocabulary padded to 128",
    source: "NVIDIA/Megatron-LM, num_floating_point_operations, at d98e8a64",
    pairs: .half,
    prices: [.multiplyAdd: 2, .attentionMultiplyAdd: 2, .vocabularyMultiplyAdd: 2],
    vocabularyMultiple: 128,
    training: Training(backward: 2, recomputation: .ignored),
    mistakes: [
      KnownMistake(
        "a sliding window is counted as if every key were seen (Megatron-LM#1725)")
    ])

  public static let megatronPTDP = Convention(
    name: "megatron-ptdp",
    summary: "2 a multiply-add, all pairs; training recomputes every layer: "
      + "96·B·n·L·d²(1 + n/6d + V/16Ld) for f = 4d",
    source: "Narayanan et al. 2021, arXiv 2104.04473, equation 3",
    pairs: .all,
    prices: [.multiplyAdd: 2, .attentionMultiplyAdd: 2, .vocabularyMultiplyAdd: 2],
    training: Training(backward: 2, recomputation: .always(.full)))

  public static let nemo = Convention(
    name: "nemo",
    summary: "2 a multiply-add, half of all pairs under a causal mask, the vocabulary once",
    source: "NVIDIA NeMo, flops_formulas.py",
    pairs: .halfIfCausal,
    prices: [.multiplyAdd: 2, .attentionMultiplyAdd: 2, .vocabularyMultiplyAdd: 2],
    training: Training(backward: 2, recomputation: .ignored))

  public static let maxtext = Convention(
    name: "maxtext",
    summary: "2 a multiply-add, half of the pairs within the window under a causal mask",
    source: "AI-Hypercomputer/maxtext, maxtext_utils.py; PR 1988",
    pairs: .halfWithinWindowIfCausal,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2, .vocabularyMultiplyAdd: 2,
    ],
    training: Training(backward: 2, recomputation: .ignored))

  public static let llmAnalysis = Convention(
    name: "llm-analysis",
    summary: "2 a multiply-add, all pairs, the vocabulary once",
    source: "cli99/llm-analysis, analysis.py",
    pairs: .all,
    prices: [.multiplyAdd: 2, .attentionMultiplyAdd: 2, .vocabularyMultiplyAdd: 2],
    training: Training(backward: 2, recomputation: .wholePass),
    mistakes: [
      KnownMistake(
        "full recomputation is 4 forward passes, the vocabulary product's fourth included, which "
          + "nothing recomputes"),
      KnownMistake(
        "it prints FLOPs divided by 1024 with decimal prefixes; here they are divided by 1000"),
    ])

  public static let eleuther = Convention(
    name: "eleuther",
    summary: "2 a multiply-add, all pairs; embedding and vocabulary once even in training",
    source: "EleutherAI/cookbook, calc_transformer_flops.py, at 827ee3b",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .vocabularyMultiplyAdd: 2, .embeddingElement: 4,
    ],
    training: Training(
      backward: 2, except: [.vocabularyMultiplyAdd: 0, .embeddingElement: 0]),
    mistakes: [
      KnownMistake(
        "embedding and vocabulary product aren't tripled in training (they were in PR 31)"),
      KnownMistake(
        "the feed-forward's width is a whole multiple of hidden, so 8/3 becomes 2 (cookbook#36)",
        .wholeMultipleOfHidden),
    ])
}
