/// Which modules a list in a configuration file means by one of its entries.
struct ModulePattern: Hashable, Sendable {
  /// How the library that wrote the list compares.
  enum Rule: Hashable, Sendable {
    /// The transformers library: the entry begins the name, as an expression or as it is, or ends it.
    case beginsOrEnds
    /// Compressed tensors: the whole name, or, behind `re:`, an expression that begins it.
    case wholeOrExpression
    /// ModelOpt: the whole name, where `*` stands for anything.
    case wildcard
    /// The entry is one of the name's parts in a row, as in `self_attn.q_proj`.
    case part
  }

  private let text: String
  private let rule: Rule
  private let expression: ModuleExpression?

  /// - Throws: What can't be read in the entry, as a sentence.
  init(_ text: String, _ rule: Rule) throws(ModuleExpression.Problem) {
    self.text = text
    self.rule = rule
    switch rule {
    case .beginsOrEnds: expression = try ModuleExpression(text)
    case .wholeOrExpression:
      expression = text.hasPrefix("re:") ? try ModuleExpression(String(text.dropFirst(3))) : nil
    case .wildcard: expression = ModuleExpression(wildcard: text)
    case .part: expression = nil
    }
  }

  func fits(_ name: String) -> Bool {
    switch rule {
    case .beginsOrEnds: name.hasSuffix(text) || expression?.begins(name) == true
    case .wholeOrExpression: expression?.begins(name) ?? (name == text)
    case .wildcard: expression?.begins(name) ?? false
    case .part: ".\(name).".contains(".\(text).")
    }
  }

  /// Whether it speaks of single experts, which are taken to be alike.
  var tellsExpertsApart: Bool {
    guard let place = text.range(of: "experts.") ?? text.range(of: "experts\\.") else {
      return false
    }
    return text[place.upperBound...].first?.isNumber == true
  }
}
