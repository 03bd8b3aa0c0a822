/// Splits a command into words as a shell would, without being one: nothing is expanded.
///
/// Blanks separate words. 'Single quotes' keep everything, "double quotes" everything but a backslash
/// before a quote or a backslash, and a backslash outside keeps the character after it. Dollar signs,
/// globs, semicolons and pipes are ordinary characters.
public enum CommandWords {
  /// The words of a command; at least one.
  ///
  /// - Throws: A sentence when a quote isn't closed or there is no word.
  public static func split(_ text: String) throws(CommandLineError) -> [String] {
    var splitter = Splitter()
    for (index, character) in text.enumerated() { splitter.take(character, column: index + 1) }
    if let quote = splitter.quote {
      throw CommandLineError(
        quoting: text, fact: "has a quote that is never closed", column: quote.column,
        remedy: "close it with \(quote.character)")
    }
    if splitter.isEscaping {
      throw CommandLineError(
        quoting: text, fact: "ends in a backslash", remedy: "write \\\\ for a backslash itself")
    }
    let words = splitter.finished()
    guard let program = words.first, !program.isEmpty else {
      throw CommandLineError(
        quoting: text, fact: "names no program", remedy: "write a command such as './bench round'")
    }
    if let word = words.first(where: { $0.utf8.contains(0) }) {
      throw CommandLineError(
        quoting: word, fact: "holds a zero byte", remedy: "no program can be given one")
    }
    return words
  }

  /// The words as one text that `split` takes apart again.
  public static func joined(_ words: [String]) -> String {
    words.map { word in
      let isPlain =
        !word.isEmpty && word.allSatisfy { !$0.isWhitespace && !["'", "\"", "\\"].contains($0) }
      return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }

  private struct Splitter {
    private var words: [String] = []
    private var word: String?
    private(set) var quote: (character: Character, column: Int)?
    private(set) var isEscaping = false

    mutating func take(_ character: Character, column: Int) {
      if isEscaping {
        isEscaping = false
        let isPlain = quote != nil && character != "\"" && character != "\\"
        append(isPlain ? "\\\(character)" : String(character))
      } else if character == "\\", quote?.character != "'" {
        isEscaping = true
        append("")
      } else if let open = quote {
        if character == open.character { quote = nil } else { append(String(character)) }
      } else if character == "'" || character == "\"" {
        quote = (character, column)
        append("")
      } else if character.isWhitespace {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        append(String(character))
      }
    }

    private mutating func append(_ text: String) {
      word = (word ?? "") + text
    }

    func finished() -> [String] { words + (word.map { [$0] } ?? []) }
  }
}
