/// Rules over the number of parameters N; they can't be written over the operations alone.
extension Convention {
  static let parameterRules = [sixND, palm, torchtitan]

  public static let sixND = Convention(
    name: "6nd",
    summary: "6 a parameter and token in training, 2 in a forward pass; no attention",
    source: "Kaplan et al. 2020, arXiv 2001.08361; Hoffmann et al. 2022, arXiv 2203.15556: C = 6ND",
    basis: .parameters(Set(ParameterClass.counted)),
    pairs: .all, prices: [.parameter: 2],
    training: Training(backward: 2, recomputation: .ignored),
    mistakes: [
      KnownMistake(
        "attention isn't counted, so a length costs linearly however long it is; embedding tables "
          + "count as if they were multiplied with")
    ])

  public static let palm = Convention(
    name: "palm",
    summary: "6N + 12·L·h·k·n a token in training, a third of it forward; N without lookups",
    source: "Chowdhery et al. 2022, arXiv 2204.02311, appendix B",
    basis: .parameters([.matrices, .routers, .sharedTable, .vocabularyMatrix]),
    pairs: .all, prices: [.parameter: 2, .attentionMultiplyAdd: 2],
    training: Training(backward: 2, recomputation: .ignored))

  public static let torchtitan = Convention(
    name: "torchtitan",
    summary: "6(N - lookups) + 12·L·h·k·n a token in training, all pairs within the window",
    source: "pytorch/torchtitan, models/utils.py, at 01c01c88",
    basis: .parameters([
      .matrices, .routers, .biases, .norms, .sharedTable, .vocabularyMatrix,
    ]),
    pairs: .withinWindow, prices: [.parameter: 2, .attentionMultiplyAdd: 2],
    training: Training(backward: 2, recomputation: .ignored),
    mistakes: [
      KnownMistake("norms and biases are counted as if they were multiplied with")
    ])
}
