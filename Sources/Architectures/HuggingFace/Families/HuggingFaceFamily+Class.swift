import Text

extension HuggingFaceFamily {
  /// The family and the head that `model_type` and `architectures` name.
  ///
  /// A class is known by its exact name: one that merely begins like another may be anything.
  static func named(
    in fields: inout Fields
  ) throws(Failure) -> (family: HuggingFaceFamily, head: HeadRule) {
    let name = try architecture(in: &fields)
    let found = name.flatMap(named(class:))
    switch fields.value("model_type") {
    case .string(let type):
      guard let family = all.first(where: { $0.modelType == type }) else {
        throw fields.error(
          "\(fields.shown("model_type")) \(QuotedText(type)) isn't known; \(remedy(for: type))")
      }
      return (family, try family.head(of: name, found, &fields))
    case nil, .null:
      guard let name else {
        throw fields.error(
          "neither \(fields.shown("model_type")) nor architectures says what it is; name a model's "
            + "config.json, or add the model_type it has: \(known)")
      }
      guard let found else {
        throw fields.error(
          "\(QuotedText(name)) in \(fields.shown("architectures")) isn't known; known: "
            + all.map(\.usualClass).joined(separator: ", "))
      }
      fields.notes.append(
        "\(fields.shown("model_type")) isn't in the file; \(QuotedText.plain(name)) in architectures "
          + "says \(found.family.modelType)")
      return found
    case .some(let value):
      throw fields.error("model_type", is: value, expected: "one of \(known)")
    }
  }

  private var usualClass: String { classPrefix + usual }

  private func head(
    of name: String?, _ found: (family: HuggingFaceFamily, head: HeadRule)?, _ fields: inout Fields
  ) throws(Failure) -> HeadRule {
    guard let name else {
      fields.notes.append(
        "\(fields.shown("architectures")) isn't in the file; it is counted as \(usualClass)")
      return heads[usual] ?? .fixed(.hiddenStates)
    }
    guard let found else {
      let classes = heads.keys.sorted().map { classPrefix + $0 }.joined(separator: ", ")
      throw fields.error(
        "\(QuotedText(name)) in \(fields.shown("architectures")) isn't a class that can be counted; "
          + "known for \(modelType): \(classes)")
    }
    guard found.family.modelType == modelType else {
      throw fields.error(
        "\(QuotedText(name)) in \(fields.shown("architectures")) is a class of "
          + "\(found.family.modelType), but model_type is \(modelType); correct one of them")
    }
    return found.head
  }

  private static func named(
    class name: String
  ) -> (family: HuggingFaceFamily, head: HeadRule)? {
    // What the class was called before it was in the library.
    let name = name == "LLaMAForCausalLM" ? "LlamaForCausalLM" : name
    for family in all where name.hasPrefix(family.classPrefix) {
      let ending = String(name.dropFirst(family.classPrefix.count))
      if let head = family.heads[ending] { return (family, head) }
    }
    return nil
  }

  /// The first class in `architectures`.
  private static func architecture(in fields: inout Fields) throws(Failure) -> String? {
    switch fields.value("architectures") {
    case nil, .null: return nil
    case .array(let list) where list.isEmpty: return nil
    case .array(let list):
      guard case .string(let name) = list[0] else {
        throw fields.error("architectures", is: list[0], expected: "a list of names")
      }
      if list.contains(where: { $0 != list[0] }) {
        fields.notes.append(
          "\(fields.shown("architectures")) names several; it is counted as \(QuotedText.plain(name))"
        )
      }
      return name
    case .some(let value):
      throw fields.error("architectures", is: value, expected: "a list of names")
    }
  }
}
