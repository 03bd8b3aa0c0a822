import Testing

@testable import Architectures

@Suite struct PresetTests {
  @Test(arguments: ModelConfiguration.presets)
  func isValid(model: ModelConfiguration) throws {
    try #expect(model.validated() == model)
    #expect(ModelConfiguration.preset(named: model.name.uppercased()) == model)
  }

  @Test func namesAreDistinct() {
    let names = ModelConfiguration.presets.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names == names.map { $0.lowercased() })
    #expect(names.prefix(11).last == "bert-large")
  }

  /// What the checkpoints hold, as their model cards and the transformers library count it; with a
  /// pooler where the model has one.
  static let published: [(String, UInt128)] = [
    ("opt-125m", 125_239_296), ("opt-350m", 331_196_416), ("opt-1.3b", 1_315_758_080),
    ("bert-base", 109_482_240), ("bert-large", 335_141_888),
    ("gpt2", 124_439_808), ("gpt2-medium", 354_823_168), ("gpt2-large", 774_030_080),
    ("gpt2-xl", 1_557_611_200),
    ("llama-7b", 6_738_415_616), ("llama-13b", 13_015_864_320), ("llama-33b", 32_528_943_616),
    ("llama-65b", 65_285_660_672),
    ("llama-2-7b", 6_738_415_616), ("llama-2-13b", 13_015_864_320),
    ("llama-2-70b", 68_976_648_192),
    ("llama-3-8b", 8_030_261_248), ("llama-3-70b", 70_553_706_496),
    ("llama-3.1-8b", 8_030_261_248), ("llama-3.1-70b", 70_553_706_496),
    ("llama-3.1-405b", 405_853_388_800),
    ("llama-3.2-1b", 1_235_814_400), ("llama-3.2-3b", 3_212_749_824),
    ("mistral-7b", 7_241_732_096), ("mixtral-8x7b", 46_702_792_704),
    ("pythia-70m", 70_426_624), ("pythia-160m", 162_322_944), ("pythia-410m", 405_334_016),
    ("pythia-1b", 1_011_781_632), ("pythia-1.4b", 1_414_647_808), ("pythia-2.8b", 2_775_208_960),
    ("pythia-6.9b", 6_857_302_016), ("pythia-12b", 11_846_072_320),
    ("gpt-neox-20b", 20_554_567_680),
  ]

  @Test(arguments: published)
  func hasThePublishedNumberOfParameters(name: String, count: UInt128) throws {
    let model = try preset(name)
    let sum = Transformer(model).parameters.reduce(UInt128(0)) { $0 + $1.count }
    #expect(sum == count)
    #expect(model.parameterCount == count)
  }

  /// Every branch of the arithmetic against the model itself.
  @Test func parametersByArithmeticAreThoseOfTheModel() throws {
    var models = ModelConfiguration.presets
    var small = try preset("opt-125m")
    let heads: [ModelConfiguration.Head] = [
      .vocabulary, .maskedVocabulary, .hiddenStates, .pooler, .classifier(labels: 7),
      .positionLabels(7, hasBias: true), .positionLabels(7, hasBias: false),
    ]
    for head in heads {
      for biases in [ModelConfiguration.Biases.none, .all, [.output], [.feedForward]] {
        for isGated in [false, true] {
          small.head = head
          small.biases = biases
          small.isGated = isGated
          small.embeddingWidth = isGated ? 100 : 768
          small.keyValueHeads = isGated ? 3 : 12
          small.headWidth = isGated ? 40 : 64
          small.tiesEmbedding = !isGated
          small.normalisation = isGated ? .after : .before
          small.norm = isGated ? .layer : .rootMeanSquare
          small.normalisesEmbedding = isGated
          small.tokenTypes = isGated ? 3 : 0
          small.experts = biases == .all ? ModelConfiguration.Experts(count: 3, active: 2) : nil
          models.append(small)
        }
      }
    }
    for model in models {
      let sum = Transformer(model).parameters.reduce(UInt128(0)) { $0 + $1.count }
      #expect(model.parameterCount == sum, "\(model)")
    }
  }

  /// The paper's sizes in millions, arXiv 2203.15556, table A9, and 70 thousand million: they include
  /// the hidden × hidden matrix of relative positions in each layer.
  @Test(
    arguments: zip(
      ModelConfiguration.chinchillaFamily, [73.0, 305, 552, 1143, 1593, 6796, 70_000]))
  func chinchillaHasItsSize(model: ModelConfiguration, millions: Double) {
    let relative = UInt128(model.layers * model.hidden * model.hidden)
    let total = Double(model.parameterCount + relative)
    #expect(abs(total / 1e6 / millions - 1) < 0.012)
  }
}
