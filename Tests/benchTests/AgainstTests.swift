import ArgumentParser
import Testing

@testable import bench

/// What the others are compared with is one of the run's.
@Suite struct AgainstTests {
  @Test(arguments: [
    ["--against", "rmt"], ["--against", "full"], [],
    ["--arch", "full,full:scores=stored", "--against", "full:scores=stored"],
  ])
  func named(words: [String]) throws {
    let command = try SweepCommand.parse(["--segments", "1", "--segment", "128"] + words)
    #expect(command.against == words.last)
  }

  @Test(arguments: ["vit", "full:scores=stored", "ful", ""])
  func refused(name: String) {
    #expect {
      try SweepCommand.parse(["--segments", "1", "--against", name])
    } throws: {
      SweepCommand.message(for: $0).hasSuffix("isn't in the run; name one of full, rmt")
    }
  }
}
