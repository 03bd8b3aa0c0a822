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
}
