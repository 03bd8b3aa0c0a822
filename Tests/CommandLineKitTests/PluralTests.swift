import Testing
import Text

@Suite struct PluralTests {
  @Test func counts() {
    #expect(Plural.text(1, "commit") == "1 commit")
    #expect(Plural.text(0, "commit") == "0 commits")
    #expect(Plural.text(2_048, "segment") == "2,048 segments")
    #expect(Plural.text(1, "entry", "entries") == "1 entry")
    #expect(Plural.text(UInt8(2), "entry", "entries") == "2 entries")
    #expect(Plural.word(1, "lies", "lie") == "lies")
    #expect(Plural.word(21, "lies", "lie") == "lie")
  }
}
