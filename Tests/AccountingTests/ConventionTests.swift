import Accounting
import Architectures
import Testing

/// Published values of the other conventions.
@Suite struct ConventionTests {
  /// GPT-2 124M over 1024 tokens, as nanoGPT's transformer_sizing.ipynb prints it.
  static let gpt2: ModelConfiguration = {
    var gpt2 = ModelConfiguration.opt("gpt2", layers: 12, hidden: 768, heads: 12)
    gpt2.vocabulary = 50_257
    return gpt2
  }()

  @Test func matmulOfGPT2() throws {
    let bill = try ArchitectureEntry.full.ledger(of: Self.gpt2, positions: 1024)
      .priced(by: .matmul)
    let layers: UInt128 = 12
    #expect(bill.total == 291_648_307_200)
    #expect(bill.flops(of: .queryKeyValue) == layers * 3_623_878_656)
    #expect(bill.flops(of: .scores) == layers * 1_610_612_736)
    #expect(bill.flops(of: .weightedSum) == layers * 1_610_612_736)
    #expect(bill.flops(of: .output) == layers * 1_207_959_552)
    #expect(bill.flops(of: .feedForward) == layers * 2 * 4_831_838_208)
    #expect(bill.flops(of: .vocabulary) == 79_047_426_048)
  }

  /// Forward FLOPs at 2048 positions: `matmul`, `matmul-causal` exact, `hoffmann`.
  static let at2048: [(String, matmul: UInt128, causal: UInt128, hoffmann: UInt128)] = [
    ("opt-125m", 660_653_211_648, 583_381_549_056, 820_607_188_992),
    ("opt-1.3b", 6_194_148_147_200, 5_782_032_613_376, 6_625_523_924_992),
    ("opt-2.7b", 12_209_451_171_840, 11_522_591_948_800, 12_749_476_200_448),
    ("opt-6.7b", 29_430_726_524_928, 28_331_751_768_064, 30_287_035_629_568),
    ("opt-13b", 56_029_861_642_240, 54_312_713_584_640, 57_104_274_554_880),
    ("opt-30b", 128_469_585_362_944, 125_584_776_626_176, 129_979_400_585_216),
    ("opt-66b", 278_974_634_655_744, 274_029_248_249_856, 280_930_321_170_432),
    ("opt-175b", 734_805_016_707_072, 724_914_243_895_296, 737_451_253_432_320),
  ]

  @Test(arguments: at2048)
  func optAt2048(row: (String, matmul: UInt128, causal: UInt128, hoffmann: UInt128)) throws {
    let ledger = try ArchitectureEntry.full.ledger(of: preset(row.0), positions: 2048)
    #expect(ledger.priced(by: .matmul).total == row.matmul)
    #expect(ledger.priced(by: .matmulCausal).total == row.causal)
    #expect(ledger.priced(by: .hoffmann).total == row.hoffmann)
  }

  /// LLaMA 3 8B at 4096 positions, as calflops prints it: 4096 · 7,504,658,432 multiply-adds of
  /// matrices, twice that with 32 · 4096 · 14,336 SiLUs, and nothing of attention.
  @Test func calflopsOfLlama() throws {
    let bill = try ArchitectureEntry.full.ledger(of: preset("llama-3-8b"), positions: 4096)
      .priced(by: .calflops)
    #expect(bill.multiplyAdds == 30_739_080_937_472)
    #expect(bill.total == 61_480_040_923_136)
    #expect(bill.uncounted.contains(.attentionMultiplyAdd) && bill.uncounted.contains(.softmax))
  }

  /// Twice the positions, twice the FLOPs: calculate-flops.pytorch 48 and 46, fvcore 153.
  ///
  /// Written as
  /// two products attention is seen by both.
  @Test(arguments: [
    (Convention.calflops, true), (.calflopsEager, false), (.fvcore, true), (.fvcoreEager, false),
  ])
  func profilersWithoutFusedAttentionAreLinear(convention: Convention, isLinear: Bool) throws {
    func flops(_ positions: Int) throws -> UInt128 {
      try ArchitectureEntry.full.flops(of: preset("llama-3-8b"), positions: positions, convention)
    }
    #expect(try (flops(16_384) == 2 * flops(8192)) == isLinear)
  }

  /// DeepSpeed's recompute_fwd_factor and llm-analysis repeat the whole forward pass.
  @Test(arguments: [
    (Convention.deepspeed, true), (.llmAnalysis, true), (.matmul, false), (.megatronPTDP, false),
  ])
  func fullRecomputationIsFourForwardPasses(convention: Convention, isWhole: Bool) throws {
    let ledger = try ArchitectureEntry.full.ledger(of: preset("llama-3-8b"), positions: 4096)
    let forward = ledger.priced(by: convention).total
    let training = try #require(ledger.priced(by: convention, training: .full)?.total)
    #expect((training == 4 * forward) == isWhole)
  }

  /// Chinchilla's appendix F counts the embedding and the logits; the RMT figure counts one.
  @Test func hoffmannRatioAtThePapersLength() throws {
    for (name, published) in [("opt-125m", 223.37), ("opt-175b", 28.55)] {
      let model = try preset(name)
      let full = try ArchitectureEntry.full.flops(of: model, positions: 2_048_000, .hoffmann)
      let rmt = try ArchitectureEntry.recurrentMemory.flops(
        of: model, positions: 2_048_000, .hoffmann)
      #expect(abs(Double(full) / Double(rmt) - published) < 0.006)
    }
  }

  @Test func whatHasNoPriceIsNamed() throws {
    let bill = try ArchitectureEntry.full.ledger(of: preset("opt-125m"), positions: 512)
      .priced(by: .matmul)
    #expect(
      bill.uncounted == [
        .softmax, .scoreScale, .bias, .relu, .residual, .layerNorm, .positionEmbedding,
        .embeddingElement,
      ])
  }

  @Test func conventionNamesAreUnique() throws {
    #expect(Set(Convention.all.map(\.name)).count == Convention.all.count)
    for convention in Convention.all {
      #expect(Convention.named(convention.name) == convention)
      #expect(!convention.source.isEmpty)
    }
  }
}
