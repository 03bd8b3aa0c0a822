/// The rules of inference servers and their calculators.
extension Convention {
  static let inference = [llmViewer, vllm]

  public static let llmViewer = Convention(
    name: "llm-viewer",
    summary: "2 a multiply-add, 5 a softmax element, 7 a norm's, 2 an activation's, 1 a residual's",
    source: "hahnyuan/LLM-Viewer, model_analyzer.py, at 01b269d6",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .vocabularyMultiplyAdd: 1, .softmax: 5,
      .layerNorm: 7, .rootMeanSquareNorm: 7, .residual: 1, .relu: 2, .gelu: 2, .silu: 2,
    ],
    vocabularyRows: .last,
    mistakes: [
      KnownMistake("the vocabulary product costs 1 a multiply-add, at one position"),
      KnownMistake(
        "OPT's feed-forward is given a gate: a third more FLOPs in its layers (configs/opt.py)",
        .gatesFeedForward(ofFamily: "opt")),
      KnownMistake(
        "the activation is counted over hidden instead of the feed-forward's width",
        .activationOverHidden),
      KnownMistake(
        "norms and products outside the layers aren't counted, but for the vocabulary product",
        .layersAndVocabularyAlone),
    ])

  public static let vllm = Convention(
    name: "vllm",
    summary: "2 a multiply-add, all pairs within the window, the vocabulary at one position",
    source: "vllm-project/vllm, v1/metrics/perf.py, at 00cee63e",
    pairs: .withinWindow,
    prices: [.multiplyAdd: 2, .attentionMultiplyAdd: 2, .vocabularyMultiplyAdd: 2],
    vocabularyRows: .last,
    mistakes: [
      KnownMistake(
        "every feed-forward is taken for a gated one: a third more FLOPs in the layers of those "
          + "that aren't",
        .gatesFeedForward(ofFamily: nil)),
      KnownMistake("the product that chooses experts isn't counted"),
      KnownMistake(
        "products outside the layers aren't counted, but for the vocabulary product",
        .layersAndVocabularyAlone),
    ])
}
