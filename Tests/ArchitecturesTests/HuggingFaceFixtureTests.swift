import Testing

@testable import Architectures

@Suite struct HuggingFaceFixtureTests {
  @Test(arguments: Fixtures.names)
  func publishedFileIsThePreset(name: String) throws {
    let read = try Fixtures.configuration(name)
    #expect(read.model.name == name)
    #expect(read.ignoredFields == read.ignoredFields.sorted())
    try #expect(read.model.validated() == read.model)
    #expect(read.unknownFields == [])
    guard var preset = ModelConfiguration.preset(named: name) else { return }
    // The file of bert-base is that of the masked language model.
    if name == "bert-base" { preset.head = .maskedVocabulary }
    #expect(read.model == preset)
  }

  /// Families that have no presets, by the size of their checkpoints; RoBERTa's with the masked
  /// language model's head.
  @Test(arguments: [
    ("qwen2-0.5b", UInt128(494_032_768)), ("gemma-2b", 2_506_172_416),
    ("gemma-7b", 8_537_680_896), ("roberta-base", 124_697_433),
  ])
  func hasThePublishedNumberOfParameters(name: String, count: UInt128) throws {
    #expect(try Fixtures.configuration(name).model.parameterCount == count)
  }

  @Test func whatIsOfNoInfluenceIsListed() throws {
    let read = try Fixtures.configuration("llama-3.1-8b")
    #expect(
      read.ignoredFields == [
        "attention_dropout", "bos_token_id", "eos_token_id", "initializer_range",
        "pretraining_tp", "transformers_version", "use_cache",
      ])
    #expect(
      read.notes.first == "rope_scaling ('llama3') changes angles, not what is computed")
    #expect(
      try Fixtures.configuration("llama-2-7b").notes == [
        "not in the file, so as LlamaConfig has it: head_dim 128 (hidden_size / num_attention_heads)"
      ])
  }

  @Test func gemmaScalesItsEmbedding() throws {
    let model = try Fixtures.configuration("gemma-2b").model
    #expect(model.embeddingScale == Float(2048).squareRoot())
    #expect(model.activation == .geluTanh)
    #expect(model.headWidth == 256)
    #expect(model.keyValueHeads == 1)
    #expect(model.tiesEmbedding)
  }

  @Test func robertaBeginsBehindThePadding() throws {
    let model = try Fixtures.configuration("roberta-base").model
    #expect(model.positions == .learned(offset: 2))
    #expect(model.maximumPositions == 512)
    #expect(model.mask == .full)
  }

  /// What `../shared/fixtures` were written from: the sizes that their checkpoints have.
  @Test func filesOfTheLibraryInFolders() throws {
    let before = try HuggingFaceConfiguration(path: Fixtures.path("opt-pre-ln")).model
    var expected = ModelConfiguration.opt("", layers: 2, hidden: 128, heads: 2)
    expected.name = "opt-pre-ln"
    expected.feedForward = 192
    expected.vocabulary = 131
    expected.maximumPositions = 256
    #expect(before == expected)

    let after = try HuggingFaceConfiguration(path: Fixtures.path("opt-post-ln-projected/")).model
    expected.name = "opt-post-ln-projected"
    expected.embeddingWidth = 64
    expected.normalisation = .after
    #expect(after == expected)

    let bert = try HuggingFaceConfiguration(path: Fixtures.path("bert-classifier/config.json"))
    expected = .bert("", layers: 2, hidden: 128, heads: 2)
    expected.name = "bert-classifier"
    expected.feedForward = 192
    expected.vocabulary = 136
    expected.maximumPositions = 64
    expected.head = .classifier(labels: 6)
    #expect(bert.model == expected)
    #expect(bert.notes == [])
  }
}
