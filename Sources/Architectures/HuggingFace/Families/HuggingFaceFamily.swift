/// A kind of model that a config.json can describe: one value of `model_type`.
struct HuggingFaceFamily: Sendable {
  typealias Fields = HuggingFaceFields
  typealias Failure = HuggingFaceConfigurationError

  let modelType: String
  /// What the names of the family's classes in the transformers library begin with.
  let classPrefix: String
  /// Sizes without which there is no count, by the library's names.
  let sizes: [String]
  /// Heads by how a class's name ends.
  let heads: [String: HeadRule]
  /// The ending of the class that a file is counted as which names none.
  let usual: String
  let make: @Sendable (inout Fields) throws(Failure) -> ModelConfiguration

  /// The class whose defaults stand for what a file doesn't say.
  var configurationClass: String { "\(classPrefix)Config" }

  static let all: [HuggingFaceFamily] = [
    HuggingFaceFamily(
      "opt", "OPT", sizes + ["ffn_dim", "max_position_embeddings"],
      decoderHeads.filter { $0.key != "ForTokenClassification" }, make: opt),
    HuggingFaceFamily("bert", "Bert", encoderSizes, bertHeads, usual: "Model", make: bert),
    HuggingFaceFamily(
      "roberta", "Roberta", encoderSizes, robertaHeads, usual: "Model", make: roberta),
    HuggingFaceFamily("gpt2", "GPT2", gpt2Sizes, gpt2Heads, usual: "LMHeadModel", make: gpt2),
    HuggingFaceFamily("gpt_neox", "GPTNeoX", wideSizes, make: gptNeoX),
    HuggingFaceFamily("llama", "Llama", wideSizes, make: llama),
    HuggingFaceFamily("mistral", "Mistral", groupedSizes + ["sliding_window"], make: mistral),
    HuggingFaceFamily("qwen2", "Qwen2", groupedSizes, make: qwen2),
    HuggingFaceFamily("mixtral", "Mixtral", groupedSizes + expertSizes, make: mixtral),
    HuggingFaceFamily(
      "gemma", "Gemma", groupedSizes + ["head_dim"],
      decoderHeads.filter { $0.key != "ForQuestionAnswering" }, make: gemma),
  ]

  private static let sizes = [
    "hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size",
  ]
  private static let wideSizes = sizes + ["intermediate_size"]
  private static let groupedSizes = wideSizes + ["num_key_value_heads"]
  private static let encoderSizes = wideSizes + ["max_position_embeddings", "type_vocab_size"]
  private static let gpt2Sizes = [
    "n_embd|hidden_size", "n_layer|num_hidden_layers", "n_head|num_attention_heads", "vocab_size",
    "n_positions|max_position_embeddings",
  ]
  private static let expertSizes = ["num_local_experts|num_experts", "num_experts_per_tok"]

  private init(
    _ modelType: String, _ classPrefix: String, _ sizes: [String],
    _ heads: [String: HeadRule] = decoderHeads, usual: String = "ForCausalLM",
    make: @escaping @Sendable (inout Fields) throws(Failure) -> ModelConfiguration
  ) {
    self.modelType = modelType
    self.classPrefix = classPrefix
    self.sizes = sizes
    self.heads = heads
    self.usual = usual
    self.make = make
  }

  static var known: String { all.map(\.modelType).joined(separator: ", ") }
}
