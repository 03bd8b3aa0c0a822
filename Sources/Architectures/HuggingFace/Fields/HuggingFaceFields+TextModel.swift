import Text

extension HuggingFaceFields {
  /// Objects that hold the text model of a file about more than text.
  private static let textModels = ["text_config", "llm_config", "language_config"]

  /// The text model that is nested in the file, or the file itself where there is none.
  func textModel() throws(HuggingFaceConfigurationError) -> HuggingFaceFields {
    let nested = Self.textModels.compactMap {
      name -> (name: String, members: [String: ParsedJSON])? in
      guard case .object(let members) = fields[name] else { return nil }
      return (name, members)
    }
    guard let text = nested.first else { return self }
    guard nested.count == 1 else {
      throw error(
        "\(text.name) and \(nested[1].name) are both text models; leave one of them out")
    }
    var outside = self
    try outside.refuseOtherModels()
    let inside = HuggingFaceFields(
      try outside.shared(with: text.members, of: text.name), file: file, prefix: "\(text.name).")
    return outside.noted(in: inside, outside: text.name)
  }

  /// The text model's fields, with those of the whole file that are about it too.
  private mutating func shared(
    with members: [String: ParsedJSON], of name: String
  ) throws(HuggingFaceConfigurationError) -> [String: ParsedJSON] {
    var members = members
    let sizes = ["hidden_size", "num_attention_heads", "num_hidden_layers", "vocab_size"]
    for field in sizes + ["tie_word_embeddings"] {
      guard let value = value(field), value != .null else { continue }
      if let inner = members[field], inner != value {
        throw error(
          "\(field) is \(value.described), but \(inner.described) in \(name); leave one of them out"
        )
      }
      members[field] = value
    }
    for field in Self.storage where members[field] == nil { members[field] = fields[field] }
    // The library keeps the vocabulary product outside the text model since its version 5.
    if try generatesText(), case .array(let classes) = members["architectures"],
      case .string(let inner) = classes.first, inner.hasSuffix("Model"),
      !inner.hasSuffix("LMHeadModel")
    {
      members["architectures"] = nil
    }
    return members
  }

  /// Whether the class of the whole file ends in a vocabulary product; it may name none.
  private mutating func generatesText() throws(HuggingFaceConfigurationError) -> Bool {
    guard case .array(let classes) = value("architectures"), case .string(let name) = classes.first
    else { return false }
    guard name.hasSuffix("ForConditionalGeneration") || name.hasSuffix("ForCausalLM") else {
      throw error(
        "\(QuotedText(name)) in architectures has a head that isn't known; name a class that ends in "
          + "ForConditionalGeneration, or save the text model as a config.json of its own")
    }
    return true
  }

  private func noted(in inside: HuggingFaceFields, outside name: String) -> HuggingFaceFields {
    var (inside, outside) = (inside, self)
    outside.asked.formUnion([name, "model_type"])
    inside.notes = notes
    let rest = outside.notUnderstood.prefix(6).map { QuotedText.plain($0) }
    let more = outside.notUnderstood.count - rest.count
    inside.notes.append(
      "the text model in \(name) alone is counted"
        + (rest.isEmpty
          ? ""
          : "; what stands beside it isn't: \(rest.joined(separator: ", "))"
            + (more > 0 ? " and \(more) more" : "")))
    return inside
  }
}
