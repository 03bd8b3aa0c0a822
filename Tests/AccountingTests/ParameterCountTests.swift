import Accounting
import Architectures
import Testing

/// Parameters as published checkpoints hold them.
@Suite struct ParameterCountTests {
  /// Sizes of the checkpoints that their model cards link to, tied tables once.
  static let published: [(model: String, parameters: UInt128)] = [
    ("opt-125m", 125_239_296), ("opt-350m", 331_196_416), ("opt-1.3b", 1_315_758_080),
    ("opt-2.7b", 2_651_596_800), ("opt-6.7b", 6_658_473_984), ("opt-13b", 12_853_473_280),
    ("opt-30b", 29_974_540_288), ("bert-base", 109_482_240), ("bert-large", 335_141_888),
    ("gpt2", 124_439_808), ("gpt2-medium", 354_823_168), ("gpt2-large", 774_030_080),
    ("gpt2-xl", 1_557_611_200), ("llama-7b", 6_738_415_616), ("llama-13b", 13_015_864_320),
    ("llama-33b", 32_528_943_616), ("llama-65b", 65_285_660_672),
    ("llama-2-7b", 6_738_415_616), ("llama-2-13b", 13_015_864_320),
    ("llama-2-70b", 68_976_648_192), ("llama-3-8b", 8_030_261_248),
    ("llama-3-70b", 70_553_706_496), ("llama-3.1-405b", 405_853_388_800),
    ("llama-3.2-1b", 1_235_814_400), ("llama-3.2-3b", 3_212_749_824),
    ("mistral-7b", 7_241_732_096), ("pythia-70m", 70_426_624), ("pythia-160m", 162_322_944),
    ("pythia-410m", 405_334_016), ("pythia-1b", 1_011_781_632),
    ("pythia-1.4b", 1_414_647_808), ("pythia-2.8b", 2_775_208_960),
    ("pythia-6.9b", 6_857_302_016), ("pythia-12b", 11_846_072_320),
    ("gpt-neox-20b", 20_554_567_680),
  ]

  @Test(arguments: published)
  func checkpoints(row: (model: String, parameters: UInt128)) throws {
    let counts = ParameterCounts(Transformer(try preset(row.model)))
    #expect(counts.total == row.parameters)
    #expect(counts.activeTotal == row.parameters)
  }

  /// Mixtral 8x7B holds 46.7·10⁹ parameters, of which a position uses 12.9·10⁹: arXiv 2401.04088.
  @Test func experts() throws {
    let counts = ParameterCounts(Transformer(try preset("mixtral-8x7b")))
    let stored: UInt128 = 46_702_792_704
    let active: UInt128 = 12_879_925_248
    #expect(counts.total == stored)
    #expect(counts.activeTotal == active)
    let routers: UInt128 = 32 * 8 * 4096
    #expect(counts.stored[.routers] == routers)
  }

  /// Counted at once or layer by layer, it is what the model lists.
  @Test func classesPartitionTheParameters() {
    for model in ModelConfiguration.random(40, seed: 7) {
      let transformer = Transformer(model)
      let counts = ParameterCounts(transformer)
      #expect(counts.total == transformer.parameters.reduce(0) { $0 + $1.count }, "\(model)")
      #expect(counts.activeTotal <= counts.total)
      for (kind, active) in counts.active {
        #expect(active <= counts.stored[kind] ?? 0)
        if kind != .matrices, kind != .biases { #expect(active == counts.stored[kind]) }
      }
    }
  }
}
