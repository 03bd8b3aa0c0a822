/// The rules of tools that count while a model runs.
extension Convention {
  static let profilers = [
    fvcore, fvcoreEager, deepspeed, calflops, calflopsEager, torch, flash,
  ]

  private static let halfFlop = KnownMistake(
    "a multiply-add is 1 \"flop\": half of what others print (fvcore#69)")

  public static let fvcore = Convention(
    name: "fvcore",
    summary: "1 a multiply-add, 5 a layer norm element; fused attention isn't seen",
    source: "facebookresearch/fvcore, flop_count.py and jit_handles.py, at 0.1.5",
    unit: .multiplyAdds, pairs: .all,
    prices: [
      .multiplyAdd: 1, .routerMultiplyAdd: 1, .vocabularyMultiplyAdd: 1, .layerNorm: 5,
    ],
    mistakes: [
      halfFlop,
      KnownMistake(
        "attention isn't counted: scaled_dot_product_attention and the fused layers of nn have no "
          + "handle (fvcore#153); fvcore-eager counts it written as two products"),
    ])

  /// With attention written as two products.
  public static let fvcoreEager = Convention(
    name: "fvcore-eager",
    summary: "1 a multiply-add, attention's two products too, 5 a layer norm element, all pairs",
    source: "facebookresearch/fvcore, flop_count.py and jit_handles.py, at 0.1.5; fvcore#129",
    unit: .multiplyAdds, pairs: .all,
    prices: [
      .multiplyAdd: 1, .attentionMultiplyAdd: 1, .routerMultiplyAdd: 1, .vocabularyMultiplyAdd: 1,
      .layerNorm: 5,
    ],
    mistakes: [halfFlop])

  public static let deepspeed = Convention(
    name: "deepspeed",
    summary: "2 a multiply-add, 1 a softmax or activation element, 5 a layer norm element",
    source: "deepspeedai/DeepSpeed, flops_profiler/profiler.py, at 0.19.8",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2, .vocabularyMultiplyAdd: 2,
      .softmax: 1, .relu: 1, .gelu: 1, .silu: 1, .layerNorm: 5,
    ],
    training: Training(backward: 2, recomputation: .wholePass),
    mistakes: [
      KnownMistake(
        "full recomputation is 4 forward passes, the vocabulary product's fourth included, which "
          + "nothing recomputes: recompute_fwd_factor multiplies the whole (DeepSpeed#3362)"),
      KnownMistake(
        "a softmax or a GELU that isn't called by its name in torch.nn.functional isn't seen: "
          + "fused attention's, and the GELU that Hugging Face binds before it is hooked"),
    ])

  private static let unseenGELU = KnownMistake(
    "GELU isn't seen: the model binds it before it is hooked")

  public static let calflops = Convention(
    name: "calflops",
    summary: "2 a multiply-add, 1 a ReLU or SiLU element, 5 a layer norm element; attention "
      + "isn't seen",
    source: "MrYxJ/calculate-flops.pytorch, pytorch_ops.py, at 0.3.2; issue 24",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .routerMultiplyAdd: 2, .vocabularyMultiplyAdd: 2, .relu: 1, .silu: 1,
      .layerNorm: 5,
    ],
    training: Training(backward: 2, recomputation: .ignored),
    mistakes: [
      KnownMistake(
        "attention isn't counted, so that a length costs linearly: neither "
          + "scaled_dot_product_attention nor bmm is hooked (calculate-flops.pytorch#26, #46, #48); "
          + "calflops-eager counts it written with matmul"),
      unseenGELU,
    ])

  /// With attention written with `matmul`, which is hooked.
  public static let calflopsEager = Convention(
    name: "calflops-eager",
    summary: "2 a multiply-add, attention's two products too, 1 a softmax, ReLU or SiLU element, "
      + "5 a layer norm element",
    source: "MrYxJ/calculate-flops.pytorch, pytorch_ops.py, at 0.3.2, and README",
    pairs: .all,
    prices: [
      .multiplyAdd: 2, .attentionMultiplyAdd: 2, .routerMultiplyAdd: 2, .vocabularyMultiplyAdd: 2,
      .softmax: 1, .relu: 1, .silu: 1, .layerNorm: 5,
    ],
    training: Training(backward: 2, recomputation: .ignored),
    mistakes: [unseenGELU])

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
      backward: 2, except: [.attentionMultiplyAdd: Multiple(5, over: 2)]),
    mistakes: [
      KnownMistake(
        "on a processor instead of a GPU fused attention counts as nothing (pytorch#195460); here "
          + "it is counted as on a GPU")
    ])

  /// Attention alone.
  public static let flash = Convention(
    name: "flash",
    summary: "attention alone: 4·n²·h·k, half under a causal mask; backward 2.5 of the forward",
    source: "Dao-AILab/flash-attention, benchmarks/benchmark_flash_attention.py",
    pairs: .halfIfCausal, prices: [.attentionMultiplyAdd: 2],
    training: Training(backward: Multiple(5, over: 2), recomputation: .ignored))
}
