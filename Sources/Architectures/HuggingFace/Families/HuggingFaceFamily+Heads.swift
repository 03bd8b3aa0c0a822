extension HuggingFaceFamily {
  /// What a class has over its layers.
  enum HeadRule: Sendable {
    case fixed(ModelConfiguration.Head)
    /// A pooler, and as many labels as the file names.
    case classifier
    /// As many labels as the file names, at every position.
    case positionLabels(hasBias: Bool)

    func head(_ fields: inout Fields) throws(Failure) -> ModelConfiguration.Head {
      switch self {
      case .fixed(let head): head
      case .classifier: .classifier(labels: try fields.labels())
      case .positionLabels(let hasBias):
        .positionLabels(try fields.labels(), hasBias: hasBias)
      }
    }
  }

  /// Answers to questions are two scores at every position, where they begin and where they end.
  static let decoderHeads: [String: HeadRule] = [
    "Model": .fixed(.hiddenStates), "ForCausalLM": .fixed(.vocabulary),
    "ForSequenceClassification": .positionLabels(hasBias: false),
    "ForTokenClassification": .positionLabels(hasBias: true),
    "ForQuestionAnswering": .fixed(.positionLabels(2, hasBias: true)),
  ]

  static let gpt2Heads: [String: HeadRule] = {
    var heads = decoderHeads
    heads["LMHeadModel"] = heads.removeValue(forKey: "ForCausalLM")
    return heads
  }()

  static let bertHeads: [String: HeadRule] = [
    "Model": .fixed(.pooler), "ForMaskedLM": .fixed(.maskedVocabulary),
    "LMHeadModel": .fixed(.maskedVocabulary), "ForSequenceClassification": .classifier,
    "ForNextSentencePrediction": .fixed(.classifier(labels: 2)),
    "ForMultipleChoice": .fixed(.classifier(labels: 1)),
    "ForTokenClassification": .positionLabels(hasBias: true),
    "ForQuestionAnswering": .positionLabels(hasBias: true),
  ]

  /// The classifier's dense layer over the first position is a pooler by another name.
  static let robertaHeads: [String: HeadRule] = {
    var heads = bertHeads
    heads["ForCausalLM"] = heads.removeValue(forKey: "LMHeadModel")
    heads["ForNextSentencePrediction"] = nil
    return heads
  }()
}
