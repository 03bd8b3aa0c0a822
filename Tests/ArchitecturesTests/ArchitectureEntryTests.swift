import Architectures
import TestSupport
import Testing

@Suite struct ArchitectureEntryTests {
  /// A name is read back as the entry that has it.
  @Test func namesAreReadBack() {
    for entry in ArchitectureEntry.allForms {
      #expect(ArchitectureEntry.named(entry.name)?.name == entry.name)
    }
    #expect(Set(ArchitectureEntry.allForms.map(\.name)).count == ArchitectureEntry.allForms.count)
  }

  /// A setting at its default is the plain entry, so that a form has one name.
  @Test func everyFormHasOneName() throws {
    #expect(ArchitectureEntry.named("full:scores=fused")?.name == "full")
    #expect(try ArchitectureEntry.full.with("scores", "stored").name == "full:scores=stored")
    #expect(try ArchitectureEntry.fullStoringScores.with("scores", "fused").name == "full")
  }

  @Test(arguments: [
    "", "ful", "full:", "full:scores", "full:scores=", "full:scores=kept", "full:stored=scores",
    "rmt:scores=stored", "full:scores=stored:4", ":", "full:scores=stored,rmt",
  ])
  func whatIsNoName(text: String) {
    #expect(ArchitectureEntry.named(text)?.name == nil)
  }

  /// A number, or the word for what depends on something else.
  @Test func numbersOrAWord() throws {
    let entry = ArchitectureEntry(
      "mine", title: "mine", source: "this test",
      settings: [.count("rank", 1...64, or: "usual", summary: "Rows.")],
      mixer: { context, _ in SoftmaxAttention(context) })
    #expect(entry.values["rank"] == "usual" && entry.values.number("rank") == nil)
    let eight = try entry.with("rank", "8")
    #expect(eight.name == "mine:rank=8" && eight.title == "mine, rank 8")
    #expect(eight.values.number("rank") == 8)
    #expect(try eight.with("rank", "usual").name == "mine")
    for text in ["0", "65", "", "us", "-1", "1.5"] {
      #expect(
        throws: SettingProblem.value(
          "rank", given: text, wanted: "a whole number from 1 to 64, or usual", known: [])
      ) { try entry.with("rank", text) }
    }
  }
}
