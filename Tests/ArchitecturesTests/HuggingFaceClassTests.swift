import Testing

@testable import Architectures

/// Classes are known by their exact names, each with the head it has.
@Suite struct HuggingFaceClassTests {
  private func head(_ type: String, _ name: String, _ more: [String: String] = [:]) throws
    -> ModelConfiguration.Head
  {
    try read(type, ["architectures": "[\"\(name)\"]"].merging(more) { $1 }).model.head
  }

  @Test(arguments: [
    ("llama", "LlamaForCausalLMEagle3"), ("llama", "LlamaForCausalLMWithDraft"),
    ("llama", "LlamaModelForScore"), ("llama", "LlamaForRewardModel"),
    ("llama", "Llama4ForCausalLM"),
    ("opt", "OPTForCausalLMX"), ("bert", "BertModelForTokens"), ("bert", "BertForPreTraining"),
    ("gpt2", "GPT2DoubleHeadsModel"), ("gpt2", "GPT2LMHeadCustomModel"),
    ("gpt_neox", "GPTNeoXJapaneseForCausalLM"), ("mistral", "MistralForCausalLM2"),
    ("qwen2", "Qwen2MoeForCausalLM"), ("qwen2", "Qwen2VLForConditionalGeneration"),
    ("gemma", "Gemma2ForCausalLM"), ("gemma", "GemmaForQuestionAnswering"), ("llama", ""),
  ])
  func otherClassesAreRefused(type: String, name: String) {
    let sentence = refusal(json(type, ["architectures": "[\"\(name)\"]"]))
    #expect(sentence?.contains("'\(name)' in architectures isn't a class") == true)
    let untyped = refusal(json(type, ["architectures": "[\"\(name)\"]", "model_type": ""]))
    #expect(untyped?.contains("'\(name)' in architectures isn't known") == true)
  }

  @Test func classesOfAnotherFamilyAreRefused() throws {
    let sentence = refusal(json("llama", ["architectures": "[\"MistralForCausalLM\"]"]))
    #expect(sentence?.contains("is a class of mistral, but model_type is llama") == true)
    #expect(
      refusal(try Fixtures.bytes("Mixtral_8x7B_config"))?
        .contains("is a class of llama, but model_type is mixtral") == true)
  }

  @Test func headsByClass() throws {
    let three = ["id2label": "{\"0\": \"a\", \"1\": \"b\", \"2\": \"c\"}"]
    for (type, prefix) in [
      ("llama", "Llama"), ("mistral", "Mistral"), ("mixtral", "Mixtral"), ("qwen2", "Qwen2"),
      ("gpt_neox", "GPTNeoX"),
    ] {
      #expect(try head(type, "\(prefix)ForCausalLM") == .vocabulary)
      #expect(try head(type, "\(prefix)Model") == .hiddenStates)
      #expect(
        try head(type, "\(prefix)ForSequenceClassification", three)
          == .positionLabels(3, hasBias: false))
      #expect(
        try head(type, "\(prefix)ForTokenClassification", three)
          == .positionLabels(3, hasBias: true))
      #expect(
        try head(type, "\(prefix)ForQuestionAnswering", three)
          == .positionLabels(2, hasBias: true))
    }
    #expect(try head("llama", "LLaMAForCausalLM") == .vocabulary)
    #expect(try head("gpt2", "GPT2LMHeadModel") == .vocabulary)
    #expect(try head("bert", "BertModel") == .pooler)
    #expect(try head("bert", "BertForTokenClassification") == .positionLabels(2, hasBias: true))
    #expect(try head("bert", "BertForNextSentencePrediction") == .classifier(labels: 2))
    #expect(try head("roberta", "RobertaForCausalLM") == .maskedVocabulary)
    #expect(
      try head("roberta", "RobertaForSequenceClassification", three) == .classifier(labels: 3))
  }

  @Test func withoutAClassTheUsualOneIsNamed() throws {
    for (type, name) in [("llama", "LlamaForCausalLM"), ("bert", "BertModel")] {
      let read = try read(type, ["architectures": ""])
      #expect(
        read.notes.first == "architectures isn't in the file; it is counted as \(name)")
    }
    let several = ["architectures": "[\"LlamaModel\", \"LlamaForCausalLM\"]"]
    #expect(try read("llama", several).notes.first?.contains("counted as LlamaModel") == true)
  }

  /// 32 layers of 218,112,000, 32,768 rows of 4096 and a norm: 14.23 GB in bf16.
  ///
  /// The vocabulary's product would be 134,217,728 parameters more.
  @Test func mistralWithoutHead() throws {
    let model = try Fixtures.configuration("mistral-without-head").model
    #expect(model.parameterCount == 32 * 218_112_000 + 32_768 * 4096 + 4096)
    #expect(2 * model.parameterCount == 14_227_611_648)
    #expect(Transformer(model).parameters.reduce(0) { $0 + $1.count } == model.parameterCount)
  }

  /// What the library counts for the class of each file.
  @Test(arguments: [
    ("olm-bert-tiny-december-2022", UInt128(6_963_545)),
    ("roberta-base-openai-detector", 124_647_170),
  ])
  func parametersOfTheClass(name: String, count: UInt128) throws {
    let model = try Fixtures.configuration(name).model
    #expect(model.parameterCount == count)
    #expect(Transformer(model).parameters.reduce(0) { $0 + $1.count } == count)
  }

  /// Fields that say how a model is built differ from those that are known to say nothing.
  @Test(arguments: [
    "attention_head_type", "draft_vocab_size", "auto_map", "num_nextn_predict_layers",
    "sliding_window", "logits_scaling", "use_qk_norm", "multi_query", "attention_bias",
  ])
  func whatIsNotUnderstood(field: String) throws {
    let family = field == "attention_bias" ? "qwen2" : "llama"
    for value in ["\"multiquery\"", "3", "{\"AutoModel\": \"modeling_own.OwnModel\"}"] {
      guard let read = try? read(family, [field: value]) else { continue }
      #expect(read.unknownFields == [field] && !read.ignoredFields.contains(field))
    }
    #expect(
      try read("llama", ["rope_scaling": "{\"twist\": 2}"]).unknownFields == ["rope_scaling.twist"])
    // What decides about bytes is neither.
    let stored = try read("llama", ["torch_dtype": "\"bfloat16\"", "quantization_config": "{}"])
    #expect(stored.unknownFields == [] && stored.ignoredFields == [])
  }
}
