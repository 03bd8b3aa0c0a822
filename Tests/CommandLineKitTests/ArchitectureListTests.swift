import Architectures
import CommandLineKit
import Testing

@Suite struct ArchitectureListTests {
  @Test func namesWithCommas() throws {
    let names = try ArchitectureEntry.cells("full,full:scores=stored,RMT,full").map(\.name)
    #expect(names == ["full", "full:scores=stored", "rmt"])
    #expect(try ArchitectureEntry.cells("full:scores=fused,rmt").map(\.name) == ["full", "rmt"])
  }

  @Test(arguments: ["", "full,", "ful", "full:scores=kept", "rmt:segment=1024", "full:"])
  func refused(text: String) {
    #expect(throws: CommandLineError.self) { try ArchitectureEntry.cells(text) }
  }
}
