import Architectures
import Operations

/// What profilers print for the models of their own examples.
extension Golden {
  static let profilers: [GoldenCheck] = unhooked + calflops + measured + torch + vision

  private static let readme = "MrYxJ/calculate-flops.pytorch, README"
  private static let bertAt128 = GoldenSubject.whole(GoldenModels.bertBase, 128)
  private static let llamaAt128 = GoldenSubject.whole(GoldenModels.llama7b, 128)
  private static let llama3At4096 = GoldenSubject.whole(GoldenModels.llama3, 4096)

  /// What today's transformers run calls scaled_dot_product_attention, which nothing counts.
  private static let unhooked: [GoldenCheck] = [
    GoldenCheck(
      "calflops-24.macs", "LLaMA 3 8B, 4096 positions, multiply-adds", "calflops",
      "MrYxJ/calculate-flops.pytorch#24", .rounded("30.74", unit: 1_000_000_000_000),
      of: llama3At4096, .multiplyAdds),
    GoldenCheck(
      "calflops-24.flops", "LLaMA 3 8B, 4096 positions, forward", "calflops",
      "MrYxJ/calculate-flops.pytorch#24", .rounded("61.48", unit: 1_000_000_000_000),
      of: llama3At4096),
  ]

  private static let calflops: [GoldenCheck] = [
    GoldenCheck(
      "G7", "BERT-base with pooler, 128 positions, multiply-adds", "calflops-eager", readme,
      .exact(11_174_215_680), of: bertAt128, .multiplyAdds),
    GoldenCheck(
      "G8", "BERT-base with pooler, 128 positions, forward", "calflops-eager", readme,
      .exact(22_363_078_656), of: bertAt128),
    GoldenCheck(
      "G9.flops", "BERT-base with pooler, 128 positions, training", "calflops-eager", readme,
      .rounded("67.089", unit: 1_000_000_000), of: bertAt128, .training(.none)),
    GoldenCheck(
      "G9.macs", "BERT-base with pooler, 128 positions, multiply-adds of training",
      "calflops-eager",
      readme, .rounded("33.523", unit: 1_000_000_000), of: bertAt128,
      GoldenMeasure { $0.priced(by: $1, training: Recomputation.none)?.multiplyAdds }),
    GoldenCheck(
      "G10.macs", "BERT-base with pooler, 512 positions, multiply-adds", "matmul",
      "derived: 12(4nd² + 2nd·4d + 2n²d) + d²", .exact(48_318_971_904),
      of: .whole(GoldenModels.bertBase, 512), .multiplyAdds),
    GoldenCheck(
      "G10.flops", "BERT-base with pooler, 512 positions, forward", "matmul",
      "derived: twice the multiply-adds", .exact(96_637_943_808),
      of: .whole(GoldenModels.bertBase, 512)),
    GoldenCheck(
      "G12", "LLaMA-7B, 128 positions, multiply-adds", "calflops-eager", readme,
      .exact(850_000_871_424), of: llamaAt128, .multiplyAdds),
    GoldenCheck(
      "G13", "LLaMA-7B, 128 positions, forward", "calflops-eager", readme,
      .exact(1_700_063_608_832), of: llamaAt128),
  ]

  private static let measured: [GoldenCheck] = [
    GoldenCheck(
      "G11", "BERT-base classifier, 2 × 128 positions, multiply-adds but attention's", "matmul",
      "ptflops, samples/bert.py prints 21.74 GMac", .exact(21_744_451_584),
      of: .whole(GoldenModels.bertBase, 128, batch: 2),
      .multiplyAdds(without: .scores, .weightedSum)),
    GoldenCheck(
      "G23", "OPT-125M, 21 positions, multiply-adds of the layers' matrices", "vllm",
      "vllm PR 12341 prints 1.783627776 GFLOPS; its feed-forward isn't gated",
      .exact(1_783_627_776), of: .layers(12, of: GoldenModels.opt125m, 21),
      GoldenMeasure.multiplyAdds(without: .scores, .weightedSum).with { $0.mistakes = [] }),
    GoldenCheck(
      "G24.linear", "BERT-large, one layer, 80 × 128 positions, multiply-adds but attention's",
      "deepspeed", "microsoft/DeepSpeed, flops profiler README: 128.87 GMACs with the softmax",
      .exact(128_849_018_880), of: .layers(1, of: GoldenModels.bertLarge, 128, batch: 80),
      .multiplyAdds(without: .scores, .weightedSum)),
    GoldenCheck(
      "G24.printed", "BERT-large, one layer, 80 × 128 positions, products and softmax",
      "deepspeed", "microsoft/DeepSpeed, flops profiler README",
      .rounded("128.87", unit: 1_000_000_000),
      of: .layers(1, of: GoldenModels.bertLarge, 128, batch: 80),
      GoldenMeasure { ledger, convention in
        ledger.priced(by: convention).items.reduce(0) { sum, item in
          switch item.term {
          case .scores, .weightedSum: sum
          case .softmax: sum + item.flops
          default: sum + item.multiplyAdds
          }
        }
      }),
    GoldenCheck(
      "G24.softmax", "BERT-large, one layer, 80 × 128 positions, softmax", "deepspeed",
      "microsoft/DeepSpeed, flops profiler README", .exact(20_971_520),
      of: .layers(1, of: GoldenModels.bertLarge, 128, batch: 80), .terms(.softmax)),
  ]

  private static let counter = "pytorch, test/test_flop_counter.py"

  private static let torch: [GoldenCheck] =
    attention("G19", heads: 8, batch: 4, queries: 128, keys: 128, forward: 134_217_728)
    + attention("G20", heads: 8, batch: 4, queries: 128, keys: 256, forward: 268_435_456) + [
      GoldenCheck(
        "G21", "attention of 12 heads of 64 over 64 positions, forward", "torch",
        "pytorch#195460", .exact(12_582_912),
        of: .attention(pattern(heads: 12), queries: 64, keys: 64))
    ]

  private static func pattern(heads: Int) -> AttentionPattern {
    AttentionPattern(heads: heads, headWidth: 64, mask: .full)
  }

  /// Forward, and with the backward pass of plain and of fused attention.
  private static func attention(
    _ id: String, heads: Int, batch: Int, queries: Int, keys: Int, forward: UInt128
  ) -> [GoldenCheck] {
    let subject = GoldenSubject.attention(
      pattern(heads: heads), queries: queries, keys: keys, batch: batch)
    let title = "attention of \(heads) heads of 64, \(batch) × \(queries) × \(keys)"
    return [
      GoldenCheck(id, "\(title), forward", "torch", counter, .exact(forward), of: subject),
      GoldenCheck(
        "\(id).math", "\(title), training, as two products", "torch", counter,
        .exact(3 * forward), of: subject,
        GoldenMeasure.training(.none).with { torch in
          torch.training = torch.training.map { Training(backward: $0.backward) }
        }),
      GoldenCheck(
        "\(id).flash", "\(title), training, fused", "torch", counter,
        .exact(forward / 2 * 7), of: subject, .training(.none)),
    ]
  }

  private static let vit = GoldenSubject(
    program: .vision(GoldenModels.vitTiny, classes: 2), positions: 197, batch: 1)

  private static let vision: [GoldenCheck] = [
    GoldenCheck(
      "G27", "ViT-tiny, an image of 224 × 224, two classes", "fvcore-eager", "fvcore#129",
      .exact(1_258_219_584), of: vit, unit: .multiplyAdds),
    GoldenCheck(
      "G27.attention", "ViT-tiny, an image of 224 × 224, attention", "fvcore-eager",
      "fvcore#129: what thop misses, with the norms", .exact(178_831_872), of: vit,
      .terms(.scores, .weightedSum), unit: .multiplyAdds),
    GoldenCheck(
      "G27.norms", "ViT-tiny, an image of 224 × 224, norms", "fvcore-eager",
      "5·25·197·192; fvcore#129 finds 945,600 of it: thop counts 4 an element",
      .exact(4_728_000), of: vit, .terms(.attentionNorm, .feedForwardNorm, .finalNorm),
      unit: .multiplyAdds),
  ]
}
