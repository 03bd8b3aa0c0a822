/// A kind of model that a config.json can describe: one value of `model_type`.
struct HuggingFaceFamily: Sendable {
  typealias Fields = HuggingFaceFields
  typealias Failure = HuggingFaceConfigurationError

  let modelType: String
  /// What the names of the family's classes in the transformers library begin with.
  let classPrefix: String
  /// Endings of the classes whose head is the one that is counted.
  let counted: [String]
  let make: @Sendable (inout Fields) throws(Failure) -> ModelConfiguration

  /// The class whose defaults stand for what a file doesn't say.
  var configurationClass: String { "\(classPrefix)Config" }

  static let all: [HuggingFaceFamily] = [
    HuggingFaceFamily("opt", "OPT", counted: ["ForCausalLM"], make: opt),
    HuggingFaceFamily("bert", "Bert", counted: ["Model", "ForSequenceClassification"], make: bert),
    HuggingFaceFamily("roberta", "Roberta", counted: ["Model"], make: roberta),
    HuggingFaceFamily("gpt2", "GPT2", counted: ["LMHeadModel"], make: gpt2),
    HuggingFaceFamily("gpt_neox", "GPTNeoX", counted: ["ForCausalLM"], make: gptNeoX),
    HuggingFaceFamily("llama", "Llama", counted: ["ForCausalLM"], make: llama),
    HuggingFaceFamily("mistral", "Mistral", counted: ["ForCausalLM"], make: mistral),
    HuggingFaceFamily("qwen2", "Qwen2", counted: ["ForCausalLM"], make: qwen2),
    HuggingFaceFamily("mixtral", "Mixtral", counted: ["ForCausalLM"], make: mixtral),
    HuggingFaceFamily("gemma", "Gemma", counted: ["ForCausalLM"], make: gemma),
  ]

  private init(
    _ modelType: String, _ classPrefix: String, counted: [String],
    make: @escaping @Sendable (inout Fields) throws(Failure) -> ModelConfiguration
  ) {
    self.modelType = modelType
    self.classPrefix = classPrefix
    self.counted = counted
    self.make = make
  }

  /// The family that `model_type` names, or `architectures` where that is absent.
  static func named(in fields: inout Fields) throws(Failure) -> HuggingFaceFamily {
    let architecture = try architecture(in: &fields)
    switch fields.value("model_type") {
    case .string(let type):
      guard let family = all.first(where: { $0.modelType == type }) else {
        throw fields.error("model_type \(QuotedText(type)) isn't known; \(remedy(for: type))")
      }
      fields.notes += architecture.map(family.notes) ?? []
      return family
    case nil, .null:
      guard let architecture else {
        throw fields.error(
          "neither model_type nor architectures says what it is; "
            + "add a model_type: \(known)")
      }
      guard let family = all.first(where: { $0.ending(of: architecture) != nil }) else {
        throw fields.error(
          "\(QuotedText(architecture)) in architectures isn't known; known: \(known)")
      }
      fields.notes.append(
        "model_type isn't in the file; \(QuotedText.plain(architecture)) in architectures says "
          + family.modelType)
      fields.notes += family.notes(on: architecture)
      return family
    case .some(let value):
      throw fields.error("model_type", is: value, expected: "one of \(known)")
    }
  }

  private static var known: String { all.map(\.modelType).joined(separator: ", ") }

  /// The first class in `architectures`.
  private static func architecture(in fields: inout Fields) throws(Failure) -> String? {
    switch fields.value("architectures") {
    case nil, .null: return nil
    case .array(let list) where list.isEmpty: return nil
    case .array(let list):
      if case .string(let name) = list[0] { return name }
      throw fields.error("architectures", is: list[0], expected: "a list of names")
    case .some(let value):
      throw fields.error("architectures", is: value, expected: "a list of names")
    }
  }

  /// `ForCausalLM` of `OPTForCausalLM`; `nil` when the class belongs to another family.
  private func ending(of architecture: String) -> String? {
    guard architecture.hasPrefix(classPrefix) else { return nil }
    let ending = String(architecture.dropFirst(classPrefix.count))
    return ["For", "Model", "LMHead", "DoubleHeads"].contains(where: ending.hasPrefix)
      ? ending : nil
  }

  /// What is counted otherwise than the named class has it.
  private func notes(on architecture: String) -> [String] {
    let shown = QuotedText.plain(architecture)
    let head =
      counted.contains("Model") ? "a pooler over the first position" : "the vocabulary product"
    switch ending(of: architecture) {
    case nil:
      return [
        "architectures names \(shown), which isn't one of \(modelType)'s; it is counted as \(modelType)"
      ]
    case .some(let ending) where counted.contains(ending): return []
    case "Model": return ["\(shown) has no head; \(head) is counted all the same"]
    case .some: return ["the head of \(shown) isn't counted; \(head) is counted in its place"]
    }
  }
}
