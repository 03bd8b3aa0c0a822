import Foundation
import TestSupport
import Testing

@testable import flops

/// What `flops` refuses, as a process of its own: status, one sentence, nothing on standard output.
@Suite struct RefusalTests {
  private static let program = BuiltProgram("flops")
  /// What is no value of any option but of those that name what may be anything.
  private static let nonsense = "'"
  private static let namesAnything: Set = ["--set", "--hardware", "--results", "--plots"]

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeBadFiles()
  }

  @Test(arguments: Refusals.all) func isRefused(_ refusal: Refusal) {
    #expect(refusal.problems(of: Self.program, in: folder.path) == [])
  }

  /// Every option of every command has a value that it doesn't take.
  @Test func eachOptionRefusesNonsense() throws {
    var proven: Set<[String]> = []
    for option in try CommandOption.all(of: Flops.self) {
      if Self.namesAnything.contains(option.name) {
        #expect(Refusals.all.contains { option.isRefused(by: $0, usually: "report") }, "\(option)")
      } else if proven.insert([option.name, option.summary]).inserted {
        #expect(option.problems(of: Self.nonsense, below: Flops.self) == [])
      }
    }
  }

  /// A segment matters to architectures that are cut into segments, and to no other.
  @Test func aSegmentMattersToThoseThatHaveOne() {
    for architecture in ["full", "s4d"] {
      let words = ["--arch", architecture, "--segment", "20", "--len", "64", "--format", "csv"]
      #expect(Self.program.run(words).status == 0)
    }
  }
}
