/// Rules that count matrix products, differing in the pairs they see.
extension Convention {
  static let matrixProducts = [matmul, matmulCausal, matmulHalf, executed]

  private static let products: PriceList = [
    .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2, .vocabularyMultiplyAdd: 2,
  ]

  public static let matmul = Convention(
    name: "matmul",
    summary: "2 a multiply-add of matrix products, all pairs, the vocabulary once",
    source: "nanoGPT, transformer_sizing.ipynb",
    pairs: .all, prices: products, training: Training(backward: 2))

  public static let matmulCausal = Convention(
    name: "matmul-causal",
    summary: "as matmul, with exactly the pairs that mask and window admit",
    source: "exact: n(n+1)/2 pairs under a causal mask",
    pairs: .admitted, prices: products, training: Training(backward: 2))

  public static let matmulHalf = Convention(
    name: "matmul-half",
    summary: "as matmul, with half of all pairs under a causal mask",
    source: "FlashAttention's benchmark, Megatron-LM and MaxText: n²/2 pairs",
    pairs: .halfIfCausal, prices: products, training: Training(backward: 2))

  /// What the kernels of this project perform.
  public static let executed = executed(.avx512)

  /// What the kernels of this project perform with the given tiles.
  public static func executed(_ tiling: AttentionTiling) -> Convention {
    Convention(
      name: "executed",
      summary: "2 a multiply-add that this project's kernels perform, tiles included, and that "
        + "the formulas of transforms and scans need",
      source: "this project's attention kernel, "
        + "\(tiling.tileRows) queries by \(tiling.panelKeys) keys",
      pairs: .tiles(tiling), prices: products.pricing(otherMultiplyAdds: 2))
  }
}
