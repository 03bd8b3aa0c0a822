import ArgumentParser
import Testing

@testable import CommandLineKit

@Suite struct UnknownCommandTests {
  private struct Sweep: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sweep")
    @Option var segments: String
  }

  private struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "compare")
  }

  private struct Basis: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "basis", shouldDisplay: false)
  }

  private struct Root: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "root", subcommands: [Sweep.self, Compare.self, Basis.self],
      defaultSubcommand: Sweep.self)
  }

  @Test func theNearestIsSaid() {
    #expect(
      Root.unknownSubcommand(in: ["swep"])?.description
        == "unknown command 'swep'; did you mean sweep?")
    #expect(
      Root.unknownSubcommand(in: ["frobnicate", "--segments", "1"])?.description
        == "unknown command 'frobnicate'; known: sweep, compare")
    #expect(Root.unknownSubcommand(in: [""]) != nil)
  }

  @Test(arguments: [
    [], ["--segments", "1"], ["sweep"], ["compare", "x"], ["basis"], ["help", "swep"], ["-h"],
  ])
  func whatIsKnownPasses(words: [String]) {
    #expect(Root.unknownSubcommand(in: words) == nil)
  }

  @Test func aVersionSaysWhatIsRun() {
    let lines = ProgramVersion.text(of: "bench", commit: "0123456789ab", libraries: ["oneDNN 3.1"])
      .split(separator: "\n")
    #expect(
      lines.map(String.init).filter { !$0.hasPrefix("build ") } == [
        "bench \(ProgramVersion.number), of ContextCost", "commit 0123456789ab", "oneDNN 3.1",
      ])
    #expect(lines[2].hasPrefix("build ") && lines[2].contains("Swift"))
  }
}
