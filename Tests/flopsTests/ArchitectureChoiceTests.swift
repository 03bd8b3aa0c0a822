import Architectures
import CommandLineKit
import Testing

@testable import flops

@Suite struct ArchitectureChoiceTests {
  private func options(_ text: String) throws -> [ArchitectureEntry.Options] {
    var arguments = try CandidateArguments.parse(["--arch", text])
    arguments.memory = 10
    return try arguments.candidates(logits: .all).map(\.options)
  }

  @Test func settingsBelongToTheArchitectureBeforeThem() throws {
    let choices = try ArchitectureEntry.list("full,rmt:segment=1024,memory=16,rmt")
    #expect(choices.map(\.name) == ["full", "rmt", "rmt"])
    let memories = try options("full,rmt:segment=1024,memory=16,rmt").map(\.memory)
    #expect(memories[1] == RecurrentMemory(slots: 16, segmentLength: 1024))
    #expect(memories[2] == RecurrentMemory(slots: 10, segmentLength: 512))
    #expect(try options("rmt:seg=1k,mem=0").map(\.memory.slots) == [0])
  }

  @Test func formsOfAnArchitecture() throws {
    let choices = try ArchitectureEntry.list("full,full:scores=stored,rmt:segment=64,memory=2")
    #expect(choices.map(\.name) == ["full", "full:scores=stored", "rmt"])
    #expect(try ArchitectureEntry.list("full:scores=fused").map(\.name) == ["full"])
  }

  @Test(arguments: [
    "full:scores=", "full:scores=kept", "rmt:scores=stored",
    "", "ful", "segment=512", "full:segment=512", "rmt:", "rmt:segment", "rmt:segment=",
    "rmt:segment=0", "rmt:colour=4", "rmt:segment=-1", "rmt,", "rmt:segment=1e30",
  ])
  func refused(text: String) {
    #expect(throws: (any Error).self) { try ArchitectureEntry.list(text) }
  }

  @Test func aSegmentNeedsRoomForContent() {
    #expect(throws: (any Error).self) { try options("rmt:segment=20") }
  }
}
