import Architectures
import Kernels
import Operations
import Testing

@testable import Checkpoints

/// Parameters are found under every name that published files give them.
@Suite struct HuggingFaceNamesTests {
  private func values(of fixture: String) throws -> [String: [Float]] {
    try CheckpointFolder.values(of: Fixtures.checkpoint(fixture))
  }

  @Test(arguments: Fixtures.names) func everyParameterHasItsSize(fixture: String) throws {
    let checkpoint = try Fixtures.checkpoint(fixture)
    for parameter in Transformer(checkpoint.configuration.model).parameters {
      let values = try checkpoint.values(of: parameter)
      #expect(UInt128(values.count) == parameter.count, "\(parameter.name)")
    }
  }

  /// Queries, keys and values are one matrix, and one row of biases.
  @Test(arguments: [
    ("opt-pre-ln", "model.decoder.layers.1.self_attn.", ["q_proj", "k_proj", "v_proj"]),
    ("bert-classifier", "bert.encoder.layer.1.attention.self.", ["query", "key", "value"]),
  ]) func queriesKeysAndValuesStandOneBelowTheOther(
    fixture: String, prefix: String, parts: [String]
  ) throws {
    let (values, file) = (try values(of: fixture), try Fixtures.model(fixture))
    for leaf in ["weight", "bias"] {
      let expected = try parts.flatMap { try file.floats(of: "\(prefix)\($0).\(leaf)") }
      #expect(values["layers.1.attention.qkv.\(leaf)"] == expected)
    }
  }

  @Test(arguments: Fixtures.names) func withoutTheClassesPrefix(fixture: String) throws {
    try CheckpointFolder.with(fixture) { folder in
      folder.rename {
        $0.replacing("model.decoder.", with: "decoder.").replacing("bert.", with: "")
      }
      try folder.writeTensors()
      #expect(try folder.values() == values(of: fixture))
    }
  }

  @Test func gammaAndBeta() throws {
    try CheckpointFolder.with("bert-classifier") { folder in
      folder.rename {
        $0.replacing("LayerNorm.weight", with: "LayerNorm.gamma")
          .replacing("LayerNorm.bias", with: "LayerNorm.beta")
      }
      try folder.writeTensors()
      #expect(try folder.values() == values(of: "bert-classifier"))
      let checkpoint = try Checkpoint(folder: folder.path)
      #expect(checkpoint.ignoredTensors.count == 1)
      folder.remove("bert.embeddings.LayerNorm.gamma")
      try folder.writeTensors()
      // The name that is written today is the one that is missed.
      #expect(folder.refusal?.contains("'bert.embeddings.LayerNorm.weight' is missing") == true)
    }
  }

  /// A norm's old names are BERT's alone.
  @Test func gammaOfOPT() throws {
    try CheckpointFolder.with("opt-pre-ln") { folder in
      folder.rename {
        $0.replacing("decoder.final_layer_norm.weight", with: "decoder.final_layer_norm.gamma")
      }
      try folder.writeTensors()
      let sentence = "tensor 'model.decoder.final_layer_norm.weight' is missing"
      #expect(folder.refusal?.contains(sentence) == true)
    }
  }

  @Test func otherTensorsAreListed() throws {
    #expect(try Fixtures.checkpoint("opt-pre-ln").ignoredTensors.isEmpty)
    #expect(try Fixtures.checkpoint("opt-post-ln-projected").ignoredTensors.isEmpty)
    #expect(
      try Fixtures.checkpoint("bert-classifier").ignoredTensors
        == ["embeddings.weight"])
    try CheckpointFolder.with("opt-pre-ln") { folder in
      // A tied head is the table of tokens, whatever is stored beside it.
      folder.tensors.append(StoredTensor("lm_head.weight", .float32, [1], [0, 0, 0, 0]))
      folder.tensors.append(StoredTensor("a\\nb", .signed64, [0], []))
      try folder.writeTensors()
      #expect(folder.refusal == nil)
      let checkpoint = try Checkpoint(folder: folder.path)
      #expect(checkpoint.ignoredTensors == ["a\\u{a}b", "lm_head.weight"])
    }
  }

  @Test func aHeadOfItsOwn() throws {
    try CheckpointFolder.with("opt-post-ln-projected") { folder in
      try folder.configure("\"tie_word_embeddings\": true", "\"tie_word_embeddings\": false")
      try folder.writeTensors()
      #expect(folder.refusal?.contains("tensor 'lm_head.weight' is missing") == true)
      let head = (0..<131 * 64).map { Float($0) }
      folder.tensors.append(
        StoredTensor("lm_head.weight", .float32, [131, 64], of: head.map(\.bitPattern)))
      for prefix in ["model.decoder.", "decoder."] {
        folder.rename { $0.replacing("model.decoder.", with: prefix) }
        try folder.writeTensors()
        #expect(try folder.values()["vocabulary.weight"] == head)
      }
    }
  }

  /// The upper halves of the numbers, which is what BF16 keeps: no more than 2^-7 is lost of any.
  @Test func weightsOfHalfTheWidth() throws {
    try CheckpointFolder.with("opt-pre-ln") { folder in
      folder.tensors = folder.tensors.map(\.asUpperHalf)
      try folder.writeTensors()
      let (narrow, wide) = (try folder.values(), try values(of: "opt-pre-ln"))
      #expect(narrow.keys == wide.keys)
      for (name, values) in wide {
        let isNear = zip(values, narrow[name] ?? []).allSatisfy { wide, narrow in
          abs(wide - narrow) <= abs(wide) / 128
        }
        #expect(isNear && narrow[name]?.count == values.count, "\(name)")
      }
    }
  }

  /// The first layers need neither embedding nor head, and the memory comes from elsewhere.
  @Test func someLayersAndAMemory() throws {
    try CheckpointFolder.with("opt-pre-ln") { folder in
      folder.tensors.removeAll { $0.name.contains("embed_") || $0.name.contains("layers.1.") }
      try folder.writeTensors()
      #expect(folder.refusal?.contains("embed_tokens.weight' is missing") == false)
      let checkpoint = try Checkpoint(folder: folder.path)
      let model = checkpoint.configuration.model
      let random = RandomWeights(seed: 3)
      let weights = try CheckpointWeights(
        checkpoint, for: Transformer(model, scope: .layers(1)), memory: random)
      let memory = Parameter("memory", .memory, rows: 5, columns: 128, standardDeviation: 1)
      #expect(try weights.values(of: memory) == random.values(of: memory))
      #expect(throws: CheckpointError.self) { try checkpoint.values(of: memory) }
      #expect(throws: CheckpointError.self) {
        try CheckpointWeights(
          checkpoint, for: Transformer(model, scope: .layers(2)), memory: random)
      }
    }
  }

  @Test func parametersOfAnotherModel() throws {
    let checkpoint = try Fixtures.checkpoint("opt-pre-ln")
    var model = checkpoint.configuration.model
    model.layers = 3
    func refusal(_ model: ModelConfiguration) -> String? {
      complaint { () throws(CheckpointError) in
        try checkpoint.check(Transformer(model).parameters)
      }
    }
    #expect(refusal(model)?.contains("model.decoder.layers.2.self_attn.q_proj.weight") == true)
    model = checkpoint.configuration.model
    model.hidden = 64
    #expect(refusal(model)?.contains("has the shape [128, 128], and config.json asks") == true)
    model = checkpoint.configuration.model
    model.keyValueHeads = 1
    #expect(refusal(model)?.contains("no values for layers.0.attention.qkv.weight") == true)
    model = checkpoint.configuration.model
    model.tokenTypes = 2
    #expect(refusal(model)?.contains("no values for embedding.types of 2 rows") == true)
  }
}
