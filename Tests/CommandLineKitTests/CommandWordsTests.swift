import CommandLineKit
import Testing

@Suite struct CommandWordsTests {
  @Test(arguments: [
    ("./bench round", ["./bench", "round"]),
    ("  a \t b\nc ", ["a", "b", "c"]),
    ("a 'b c' \"d e\"", ["a", "b c", "d e"]),
    ("a'b c'd\"e f\"g", ["ab cde fg"]),
    ("a '' \"\"", ["a", "", ""]),
    ("a 'it\\s' \"a\\\"b\" \"c\\\\d\" \"e\\f\"", ["a", "it\\s", "a\"b", "c\\d", "e\\f"]),
    ("a\\ b \\'c \\\\", ["a b", "'c", "\\"]),
    ("a $HOME * ; | & > {round}", ["a", "$HOME", "*", ";", "|", "&", ">", "{round}"]),
    ("ä 'ö ü'", ["ä", "ö ü"]),
  ])
  func words(text: String, expected: [String]) throws {
    #expect(try CommandWords.split(text) == expected)
    // What is put together comes apart again.
    #expect(try CommandWords.split(CommandWords.joined(expected)) == expected)
  }

  @Test(arguments: [
    ("a 'b", "quote that is never closed at column 3"), ("\"", "never closed at column 1"),
    ("a \\", "ends in a backslash"), ("", "names no program"), ("   ", "names no program"),
    ("'' a", "names no program"), ("a \u{0}", "zero byte"),
  ])
  func mistakes(text: String, fact: String) {
    let error = #expect(throws: CommandLineError.self) { try CommandWords.split(text) }
    #expect(error?.description.contains(fact) == true)
  }
}
