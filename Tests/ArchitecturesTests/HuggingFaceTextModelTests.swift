import Testing

@testable import Architectures

/// The text model of a file about pictures or sound too.
@Suite struct HuggingFaceTextModelTests {
  private func file(_ inner: [UInt8], _ outer: String, in name: String = "text_config") -> [UInt8] {
    Array("{\"\(name)\": \(String(decoding: inner, as: UTF8.self))\(outer)}".utf8)
  }

  private let vision =
    ", \"model_type\": \"llava\", \"vision_config\": {}, \"image_token_index\": 32000, "
    + "\"architectures\": [\"LlavaForConditionalGeneration\"], \"torch_dtype\": \"float16\""

  @Test(
    arguments: ["text_config", "llm_config", "language_config"], ["llama", "mistral", "qwen2"])
  func theTextModelIsCounted(name: String, type: String) throws {
    let alone = try read(type)
    let nested = try HuggingFaceConfiguration(
      json: file(json(type), vision, in: name), name: "m")
    #expect(nested.model == alone.model)
    #expect(
      nested.notes.first
        == "the text model in \(name) alone is counted; what stands beside it isn't: "
        + "image_token_index, vision_config")
  }

  /// The vocabulary product stands outside the text model since version 5 of the library.
  @Test func theHeadMayStandOutside() throws {
    let inner = json("llama", ["architectures": "[\"LlamaModel\"]"])
    #expect(
      try HuggingFaceConfiguration(json: file(inner, vision), name: "m").model.head == .vocabulary)
    let classes = ", \"architectures\": [\"LlavaForSequenceClassification\"]"
    #expect(refusal(file(inner, classes))?.contains("has a head that isn't known") == true)
    #expect(
      try HuggingFaceConfiguration(json: file(inner, ""), name: "m").model.head == .hiddenStates)
  }

  @Test func fieldsAreNamedWhereTheyStand() {
    let without = file(json("llama", ["hidden_size": ""]), vision)
    #expect(refusal(without)?.contains("text_config.hidden_size isn't in the file") == true)
    let bad = file(json("llama", ["vocab_size": "0"]), vision)
    #expect(refusal(bad)?.contains("text_config.vocab_size is 0") == true)
    let unknown = file(Array("{\"model_type\": \"qwen3_vl_text\"}".utf8), vision)
    #expect(
      refusal(unknown)?.contains("text_config.model_type 'qwen3_vl_text' isn't known") == true)
    let strange = file(json("llama", ["twist": "1"]), vision)
    #expect(
      (try? HuggingFaceConfiguration(json: strange, name: "m"))?.unknownFields == [
        "text_config.twist"
      ])
  }

  @Test func whatTheWholeFileSays() throws {
    let tied = try HuggingFaceConfiguration(
      json: file(json("llama"), vision + ", \"tie_word_embeddings\": true"), name: "m")
    #expect(tied.model.tiesEmbedding)
    let two = file(
      json("llama", ["tie_word_embeddings": "false"]), ", \"tie_word_embeddings\": true")
    #expect(refusal(two)?.contains("tie_word_embeddings is true, but false in text_config") == true)
    let sizes = file(json("llama"), ", \"hidden_size\": 128")
    #expect(refusal(sizes)?.contains("hidden_size is 128, but 64 in text_config") == true)
    let several = file(json("llama"), ", \"llm_config\": {}")
    #expect(refusal(several)?.contains("both text models") == true)
    let pair = file(json("llama"), ", \"is_encoder_decoder\": true")
    #expect(refusal(pair)?.contains("a pair of encoder and decoder") == true)
    #expect(try read("llama", ["text_config": "null"]).unknownFields == [])
  }
}
