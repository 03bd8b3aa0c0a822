extension Convention {
  /// Every convention, the default first.
  public static let all: [Convention] = [rmtPaper, hoffmann, matmul, matmulCausal]

  /// The convention of that name; `nil` when there is none.
  public static func named(_ name: String) -> Convention? {
    all.first { $0.name == name }
  }

  public static let rmtPaper = Convention(
    name: "rmt-paper",
    summary: "2 a multiply-add, 10 a softmax element, all pairs, the vocabulary once",
    source: "arXiv 2304.11062v1, figure 3; recovered from the published curves",
    pairs: .all,
    prices: [.multiplyAdd: 2, .vocabularyMultiplyAdd: 2, .softmax: 10])

  public static let hoffmann = Convention(
    name: "hoffmann",
    summary: "2 a multiply-add, 3 a softmax element, all pairs, embedding and vocabulary",
    source: "Hoffmann et al. 2022, arXiv 2203.15556, appendix F",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .vocabularyMultiplyAdd: 2, .embeddingMultiplyAdd: 2, .softmax: 3,
    ])

  public static let matmul = Convention(
    name: "matmul",
    summary: "2 a multiply-add of matrix products, all pairs, the vocabulary once",
    source: "nanoGPT, transformer_sizing.ipynb",
    pairs: .all,
    prices: [.multiplyAdd: 2, .vocabularyMultiplyAdd: 2])

  public static let matmulCausal = Convention(
    name: "matmul-causal",
    summary: "as matmul, with exactly the pairs that the mask admits",
    source: "exact: n(n+1)/2 pairs under a causal mask",
    pairs: .admitted,
    prices: [.multiplyAdd: 2, .vocabularyMultiplyAdd: 2])
}
