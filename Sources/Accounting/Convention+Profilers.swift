/// The rules of tools that count while a model runs.
extension Convention {
  static let profilers = [fvcore, deepspeed, calflops, torch, flash]

  public static let fvcore = Convention(
    name: "fvcore",
    summary: "1 a multiply-add, 5 a layer norm element, all pairs",
    source: "facebookresearch/fvcore, jit_handles.py",
    unit: .multiplyAdds, pairs: .all,
    prices: [
      .multiplyAdd: 1, .attentionMultiplyAdd: 1, .routerMultiplyAdd: 1, .vocabularyMultiplyAdd: 1,
      .layerNorm: 5,
    ],
    mistakes: [
      KnownMistake("a multiply-add is 1 \"flop\": half of what others print (fvcore#69)"),
      KnownMistake(
        "fused attention counts as nothing; what is printed here is attention written as two "
          + "products"),
    ])

  public static let deepspeed = Convention(
    name: "deepspeed",
    summary: "2 a multiply-add, 1 a softmax or activation element, 5 a layer norm element",
    source: "microsoft/DeepSpeed, flops profiler",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2, .vocabularyMultiplyAdd: 2,
      .softmax: 1, .relu: 1, .gelu: 1, .silu: 1, .layerNorm: 5,
    ],
    training: Training(backward: 2))

  public static let calflops = Convention(
    name: "calflops",
    summary: "2 a multiply-add, 1 a softmax, ReLU or SiLU element, 5 a layer norm element",
    source: "MrYxJ/calculate-flops.pytorch, pytorch_ops.py and README",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2, .vocabularyMultiplyAdd: 2,
      .softmax: 1, .relu: 1, .silu: 1, .layerNorm: 5,
    ],
    training: Training(backward: 2, recomputation: .ignored),
    mistakes: [
      KnownMistake("GELU isn't seen: the model binds it before it is hooked")
    ])

  /// With fused attention, whose backward pass is five products, one of them the recomputed scores.
  public static let torch = Convention(
    name: "torch",
    summary: "2 a multiply-add, all pairs; fused attention's backward pass is 2.5 of the forward",
    source: "pytorch, torch/utils/flop_counter.py",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2, .vocabularyMultiplyAdd: 2,
    ],
    training: Training(
      backward: 2, except: [.attentionMultiplyAdd: Multiple(5, over: 2)]))

  /// Attention alone.
  public static let flash = Convention(
    name: "flash",
    summary: "attention alone: 4·n²·h·k, half under a causal mask; backward 2.5 of the forward",
    source: "Dao-AILab/flash-attention, benchmarks/benchmark_flash_attention.py",
    pairs: .halfIfCausal, prices: [.attentionMultiplyAdd: 2],
    training: Training(backward: Multiple(5, over: 2), recomputation: .ignored))
}
