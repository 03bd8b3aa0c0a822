extension HuggingFaceFamily {
  /// Models of other kinds whose names are a letter away from a known one.
  private static let others: Set<String> = ["gptneo", "llava", "pixtral"]

  /// What to do about an unknown `model_type`.
  ///
  /// A name is taken for a misspelling only where it can hardly be another model: `gemma2` isn't
  /// `gemma`, nor `bart` `bert`, and counting them as such would be wrong without a word.
  static func remedy(for type: String) -> String {
    let known = all.map(\.modelType)
    guard let near = known.first(where: { isMisspelling(type, of: $0) }) else {
      return "known: \(known.joined(separator: ", "))"
    }
    return "did you mean \(near)?"
  }

  private static func isMisspelling(_ typed: String, of known: String) -> Bool {
    guard typed.utf8.count <= 32 else { return false }
    let (typed, known) = (letters(typed), letters(known))
    guard !others.contains(String(typed)) else { return false }
    if typed == known { return true }
    guard known.count >= 5, typed.filter(\.isNumber) == known.filter(\.isNumber) else {
      return false
    }
    return isOneEditAway(typed, known)
  }

  /// Letters and digits alone, in lower case: `GPT-NeoX` and `gpt_neox` are the same.
  private static func letters(_ name: String) -> [Character] {
    name.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
  }

  /// Whether one letter is missing, too many, another, or swapped with the next.
  private static func isOneEditAway(_ typed: [Character], _ known: [Character]) -> Bool {
    let start = zip(typed, known).prefix { $0 == $1 }.count
    let (left, right) = (typed.dropFirst(start), known.dropFirst(start))
    let isSwap =
      left.count >= 2 && left.count == right.count
      && left.prefix(2).elementsEqual(right.prefix(2).reversed())
      && left.dropFirst(2).elementsEqual(right.dropFirst(2))
    return isSwap || left.dropFirst().elementsEqual(right)
      || left.elementsEqual(right.dropFirst()) || left.dropFirst().elementsEqual(right.dropFirst())
  }
}
