import Testing

@testable import Architectures

/// `params.json` as Meta publishes LLaMA, and Mistral AI its models.
@Suite struct MetaParametersTests {
  private func read(_ text: String) throws -> HuggingFaceConfiguration {
    try HuggingFaceConfiguration(json: Array(text.utf8), name: "m")
  }

  /// Width 256, 16 heads: 4 · 256² of attention, two thirds of 1024 up to the next 128 are 768.
  @Test(arguments: ["", "\"model_type\": \"llama\","])
  func theSmallOne(type: String) throws {
    let text = String(decoding: try Fixtures.bytes("params"), as: UTF8.self)
    let read = try read("{\(type)\(text.dropFirst())")
    let layer: UInt128 = 4 * 256 * 256 + 3 * 256 * 768 + 2 * 256
    #expect(read.model.parameterCount == 8 * layer + 2 * 50_000 * 256 + 256)
    #expect(read.model.parameterCount == 32_420_096)
    #expect(read.unknownFields == [])
  }

  /// The files beside the published weights, against the presets that the papers give.
  @Test(arguments: [
    (
      "llama-2-70b",
      """
      {"dim": 8192, "multiple_of": 4096, "ffn_dim_multiplier": 1.3, "n_heads": 64,
       "n_kv_heads": 8, "n_layers": 80, "norm_eps": 1e-05, "vocab_size": 32000}
      """
    ),
    (
      "llama-3-8b",
      """
      {"dim": 4096, "n_layers": 32, "n_heads": 32, "n_kv_heads": 8, "vocab_size": 128256,
       "multiple_of": 1024, "ffn_dim_multiplier": 1.3, "norm_eps": 1e-05, "rope_theta": 500000.0}
      """
    ),
    (
      "llama-3.1-405b",
      """
      {"dim": 16384, "ffn_dim_multiplier": 1.2, "multiple_of": 4096, "n_heads": 128,
       "n_kv_heads": 8, "n_layers": 126, "norm_eps": 1e-05, "rope_theta": 500000.0,
       "use_scaled_rope": true, "vocab_size": 128256}
      """
    ),
    (
      "llama-7b",
      """
      {"dim": 4096, "multiple_of": 256, "n_heads": 32, "n_layers": 32, "norm_eps": 1e-06,
       "vocab_size": 32000}
      """
    ),
    (
      "mistral-7b",
      """
      {"dim": 4096, "n_layers": 32, "head_dim": 128, "hidden_dim": 14336, "n_heads": 32,
       "n_kv_heads": 8, "norm_eps": 1e-05, "sliding_window": 4096, "vocab_size": 32000}
      """
    ),
    (
      "mixtral-8x7b",
      """
      {"dim": 4096, "n_layers": 32, "head_dim": 128, "hidden_dim": 14336, "n_heads": 32,
       "n_kv_heads": 8, "norm_eps": 1e-05, "vocab_size": 32000,
       "moe": {"num_experts_per_tok": 2, "num_experts": 8}}
      """
    ),
  ])
  func publishedFiles(name: String, text: String) throws {
    let read = try read(text)
    let expected = try preset(name)
    #expect(read.model.parameterCount == expected.parameterCount)
    #expect(read.model.feedForward == expected.feedForward)
    #expect(read.model.window == expected.window && read.model.experts == expected.experts)
    #expect(read.unknownFields == [])
    if name == "llama-3.1-405b" { #expect(read.model.maximumPositions == 131_072) }
  }

  @Test func theVocabularyOfTheTokenizer() throws {
    let text = """
      {"dim": 4096, "multiple_of": 256, "n_heads": 32, "n_layers": 32, "norm_eps": 1e-05,
       "vocab_size": -1}
      """
    #expect(refusal(Array(text.utf8))?.contains("vocab_size is -1") == true)
  }

  @Test(arguments: ["dim", "n_layers", "n_heads", "vocab_size", "multiple_of"])
  func missingSizesAreNamed(field: String) throws {
    var lines = String(decoding: try Fixtures.bytes("params"), as: UTF8.self).split(
      whereSeparator: \.isNewline)
    lines.removeAll { $0.contains("\"\(field)\"") }
    let text = lines.joined().replacingOccurrences(of: ",}", with: "}")
    #expect(refusal(Array(text.utf8))?.contains("\(field) isn't in the file") == true)
  }

  /// DistilBERT's names of sizes are the same, and its layers aren't.
  @Test func otherFormatsOfTheSameNames() {
    let text = """
      {"dim": 256, "n_layers": 4, "n_heads": 4, "hidden_dim": 512, "vocab_size": 1003,
       "max_position_embeddings": 512, "activation": "gelu"}
      """
    #expect(refusal(Array(text.utf8))?.contains("neither model_type nor architectures") == true)
  }
}
