import Testing

@testable import Architectures

/// The head of BertForSequenceClassification: the pooler and one score for each label.
@Suite struct ClassifierTests {
  private func read(_ fields: String) throws -> ModelConfiguration {
    try HuggingFaceConfiguration(json: text("BertForSequenceClassification", fields), name: "m")
      .model
  }

  private func text(_ name: String, _ fields: String) -> [UInt8] {
    let sizes = String(decoding: json("bert", ["architectures": "[\"\(name)\"]"]), as: UTF8.self)
    return Array("\(sizes.dropLast())\(fields)}".utf8)
  }

  private func refusal(_ fields: String) -> String? {
    do {
      _ = try read(fields)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Labels are named, counted, or two as PretrainedConfig of the transformers library has it.
  @Test func labels() throws {
    let names = "\"id2label\":{\"0\":\"a\",\"1\":\"b\",\"2\":\"c\"}"
    #expect(try read(",\(names)").head == .classifier(labels: 3))
    #expect(try read(",\"num_labels\":5").head == .classifier(labels: 5))
    #expect(try read(",\"num_labels\":3,\(names)").head == .classifier(labels: 3))
    #expect(try read(",\"id2label\":null").head == .classifier(labels: 2))
    #expect(try read("").head == .classifier(labels: 2))
  }

  /// Names of labels belong to the head that has them.
  @Test func otherHeadsHaveNone() throws {
    for (name, head) in [
      ("BertModel", ModelConfiguration.Head.pooler), ("BertForMaskedLM", .maskedVocabulary),
    ] {
      let named = text(name, ",\"id2label\":{\"0\":\"a\"}")
      let read = try HuggingFaceConfiguration(json: named, name: "m")
      #expect(read.model.head == head)
      #expect(read.ignoredFields == ["id2label"])
    }
  }

  @Test func refused() {
    #expect(refusal(",\"num_labels\":0")?.contains("num_labels is 0") == true)
    #expect(refusal(",\"num_labels\":1e9")?.contains("num_labels is 1e9") == true)
    #expect(refusal(",\"id2label\":{}")?.contains("id2label is an object") == true)
    #expect(refusal(",\"id2label\":[1]")?.contains("id2label is a list") == true)
    #expect(
      refusal(",\"num_labels\":2,\"id2label\":{\"0\":\"a\"}")?.contains("id2label names 1") == true)
  }

  /// A matrix `[labels, hidden]` and a bias beside the pooler's.
  @Test func parameters() throws {
    var model = ModelConfiguration.bert("small", layers: 1, hidden: 64, heads: 2)
    let pooler = model.parameterCount
    model.head = .classifier(labels: 6)
    #expect(model.parameterCount - pooler == 6 * 64 + 6)
    model.head = .classifier(labels: 0)
    #expect(throws: ModelConfigurationError.self) { try model.validated() }
  }
}
