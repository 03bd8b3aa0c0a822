import Architectures
import CommandLineKit
import Testing

@testable import flops

@Suite struct ArchitectureChoiceTests {
  private func options(_ text: String) throws -> [ArchitectureEntry.Options] {
    try ArchitectureChoice.list(text).map {
      try $0.options(mask: .causal, segment: 512, slots: 10)
    }
  }

  @Test func settingsBelongToTheArchitectureBeforeThem() throws {
    let choices = try ArchitectureChoice.list("full,rmt:segment=1024,memory=16,rmt")
    #expect(choices.map(\.entry.name) == ["full", "rmt", "rmt"])
    let memories = try options("full,rmt:segment=1024,memory=16,rmt").map(\.memory)
    #expect(memories[1] == RecurrentMemory(slots: 16, segmentLength: 1024))
    #expect(memories[2] == RecurrentMemory(slots: 10, segmentLength: 512))
    #expect(try options("rmt:seg=1k,mem=0").map(\.memory.slots) == [0])
  }

  @Test func formsOfAnArchitecture() throws {
    let choices = try ArchitectureChoice.list("full,full:scores=stored,rmt:segment=64,memory=2")
    #expect(choices.map(\.entry.name) == ["full", "full:scores=stored", "rmt"])
    #expect(try ArchitectureChoice.list("full:scores=fused").map(\.entry.name) == ["full"])
  }

  @Test(arguments: [
    "full:scores=", "full:scores=kept", "rmt:scores=stored",
    "", "ful", "segment=512", "full:segment=512", "rmt:", "rmt:segment", "rmt:segment=",
    "rmt:segment=0", "rmt:colour=4", "rmt:segment=-1", "rmt,", "rmt:segment=1e30",
  ])
  func refused(text: String) {
    #expect(throws: (any Error).self) { try ArchitectureChoice.list(text) }
  }

  @Test func aSegmentNeedsRoomForContent() {
    #expect(throws: (any Error).self) { try options("rmt:segment=20") }
  }
}
