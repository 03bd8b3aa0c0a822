/// The rules of papers.
extension Convention {
  static let papers = [rmtPaper, hoffmann, hoffmannTable4, kaplan, electra]

  public static let rmtPaper = Convention(
    name: "rmt-paper",
    summary: "2 a multiply-add, 10 a softmax element, all pairs, the vocabulary once",
    source: "arXiv 2304.11062v1, figure 3; recovered from the published curves",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2,
      .vocabularyMultiplyAdd: 2, .softmax: 10,
    ])

  public static let hoffmann = Convention(
    name: "hoffmann",
    summary: "2 a multiply-add, 3 a softmax element, all pairs, embedding and vocabulary",
    source: "Hoffmann et al. 2022, arXiv 2203.15556, appendix F",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2,
      .vocabularyMultiplyAdd: 2, .embeddingMultiplyAdd: 2, .softmax: 3,
    ],
    training: Training(backward: 2))

  /// The only way to the paper's table A4.
  public static let hoffmannTable4 = Convention(
    name: "hoffmann-table4",
    summary: "as hoffmann, without embedding and vocabulary",
    source: "arXiv 2203.15556, table A4, as nanoGPT's scaling_laws.ipynb reproduces it",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2, .softmax: 3,
    ],
    training: Training(backward: 2))

  public static let kaplan = Convention(
    name: "kaplan",
    summary: "2 a multiply-add, half of all pairs, without embedding and vocabulary",
    source: "Kaplan et al. 2020, arXiv 2001.08361, table 1: C = 2N + 2·L·n·d a token",
    pairs: .half,
    prices: [.multiplyAdd: 2, .attentionMultiplyAdd: 2],
    training: Training(backward: 2, recomputation: .ignored))

  public static let electra = Convention(
    name: "electra",
    summary: "2 a multiply-add, 10 a score (softmax 5, dropout 4, scale 1), embedding as a "
      + "product, every element-wise step; backward as much as forward",
    source: "Clark et al. 2020, arXiv 2003.10555; google-research/electra, flops_computation.py",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2,
      .vocabularyMultiplyAdd: 2, .embeddingMultiplyAdd: 2, .positionMultiplyAdd: 2, .softmax: 5,
      .scoreScale: 1, .scoreDropout: 4, .bias: 1, .relu: 8, .gelu: 8, .silu: 8, .tanh: 8,
      .residual: 1, .dropout: 4, .layerNorm: 5, .rootMeanSquareNorm: 5, .positionEmbedding: 1,
    ],
    training: Training(backward: 1),
    mistakes: [
      KnownMistake(
        "the norm after attention costs 5 a row instead of 5 an element: a factor h is missing",
        .attentionNormOncePerRow),
      KnownMistake("dropout is counted in inference too"),
    ])
}
