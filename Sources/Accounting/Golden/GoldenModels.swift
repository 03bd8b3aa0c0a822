import Architectures
import Operations

/// The models that checks count, apart from the presets so that neither can hide a slip of the
/// other.
enum GoldenModels {
  /// The nine sizes of OPT: Zhang et al., arXiv 2205.01068, table 1.
  static let opt: [(name: String, model: ModelConfiguration)] = [
    ("opt-125m", .opt("125m", layers: 12, hidden: 768, heads: 12)),
    (
      "opt-350m",
      .opt(
        "350m", layers: 24, hidden: 1024, heads: 16, embeddingWidth: 512, normalisation: .after)
    ),
    ("opt-1.3b", .opt("1.3b", layers: 24, hidden: 2048, heads: 32)),
    ("opt-2.7b", .opt("2.7b", layers: 32, hidden: 2560, heads: 32)),
    ("opt-6.7b", .opt("6.7b", layers: 32, hidden: 4096, heads: 32)),
    ("opt-13b", .opt("13b", layers: 40, hidden: 5120, heads: 40)),
    ("opt-30b", .opt("30b", layers: 48, hidden: 7168, heads: 56)),
    ("opt-66b", .opt("66b", layers: 64, hidden: 9216, heads: 72)),
    ("opt-175b", .opt("175b", layers: 96, hidden: 12_288, heads: 96)),
  ]
  static let opt125m = opt[0].model
  static let opt350m = opt[1].model
  static let opt175b = opt[8].model

  static let bertBase = ModelConfiguration.bert("base", layers: 12, hidden: 768, heads: 12)
  static let bertLarge = ModelConfiguration.bert("large", layers: 24, hidden: 1024, heads: 16)

  /// GPT-2 124M; without biases as nanoGPT counts it.
  static let gpt2 = gpt(layers: 12, hidden: 768, heads: 12, vocabulary: 50_257)

  /// A decoder like GPT-2 and GPT-3.
  static func gpt(
    layers: Int, hidden: Int, heads: Int, vocabulary: Int
  ) -> ModelConfiguration {
    var model = ModelConfiguration.opt("gpt", layers: layers, hidden: hidden, heads: heads)
    model.name = "gpt"
    model.family = "gpt2"
    model.vocabulary = vocabulary
    model.positions = .learned(offset: 0)
    model.maximumPositions = 1024
    model.activation = .geluTanh
    return model
  }

  /// A decoder like LLaMA: arXiv 2302.13971, section 2.2.
  static func llama(
    layers: Int, hidden: Int, heads: Int, keyValueHeads: Int, feedForward: Int,
    vocabulary: Int = 32_000
  ) -> ModelConfiguration {
    var model = gpt(layers: layers, hidden: hidden, heads: heads, vocabulary: vocabulary)
    model.name = "llama"
    model.family = "llama"
    model.keyValueHeads = keyValueHeads
    model.feedForward = feedForward
    model.isGated = true
    model.tiesEmbedding = false
    model.positions = .rotary(RotaryEncoding(width: hidden / heads))
    model.maximumPositions = 4096
    model.norm = .rootMeanSquare
    model.activation = .silu
    model.biases = .none
    return model
  }

  /// The first LLaMA of 7B and the second have the same sizes.
  static let llama7b = llama(
    layers: 32, hidden: 4096, heads: 32, keyValueHeads: 32, feedForward: 11_008)
  static let llama70b = llama(
    layers: 80, hidden: 8192, heads: 64, keyValueHeads: 8, feedForward: 28_672)

  /// LLaMA 3 of 8B: arXiv 2407.21783, table 3.
  static let llama3 = llama(
    layers: 32, hidden: 4096, heads: 32, keyValueHeads: 8, feedForward: 14_336,
    vocabulary: 128_256)

  /// Jiang et al., arXiv 2310.06825, table 1.
  static let mistral7b: ModelConfiguration = {
    var model = llama(
      layers: 32, hidden: 4096, heads: 32, keyValueHeads: 8, feedForward: 14_336)
    model.name = "mistral-7b"
    model.family = "mistral"
    model.window = .init(length: 4096)
    return model
  }()

  /// Jiang et al., arXiv 2401.04088, table 1.
  static let mixtral8x7b: ModelConfiguration = {
    var model = mistral7b
    model.name = "mixtral-8x7b"
    model.family = "mixtral"
    model.window = nil
    model.experts = .init(count: 8, active: 2)
    return model
  }()

  /// Black et al., arXiv 2204.06745, with the vocabulary of 51,200 that the cookbook assumes.
  static let neoX20b = gpt(layers: 44, hidden: 6144, heads: 64, vocabulary: 51_200)

  /// ViT-tiny over patches of 16 by 16: Touvron et al., arXiv 2012.12877, table 1.
  static let vitTiny: ModelConfiguration = {
    var model = gpt(layers: 12, hidden: 192, heads: 3, vocabulary: 1)
    model.name = "vit-tiny"
    model.family = "vit"
    model.mask = .full
    model.activation = .gelu
    return model
  }()
}
