import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import flops

/// `flops` as a process of its own.
@Suite struct ProgramTests {
  private let program = BuiltProgram("flops")

  /// What it was built from, wherever it is run.
  @Test func theVersionNamesTheCommit() {
    let lines = program.run(["--version"], in: "/").outputText.split(separator: "\n")
    #expect(lines.contains { $0.wholeMatch(of: /commit ([0-9a-f]{12}(-dirty)?|unknown)/) != nil })
  }

  /// In a terminal of 80 columns no line of a table is broken.
  @Test(arguments: [
    ["list", "models"], ["list", "conventions"], ["list", "hardware"], ["verify"],
    ["compare", "--convention", "all"], ["explain", "hoffmann", "--vs", "palm"], ["sweep"],
    ["--units", "raw"], ["fit", "80GiB"],
  ])
  func tablesFitEightyColumns(words: [String]) {
    let result = program.run(words)
    #expect(result.status == 0)
    #expect(result.outputText.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// The examples of every command's help, which have nothing that a shell would expand.
  @Test(arguments: Flops.configuration.subcommands.map { $0.configuration })
  func examplesOfTheHelpRun(command: CommandConfiguration) throws {
    let folder = try TemporaryFolder()
    let examples = command.discussion.split(separator: "\n").filter {
      $0.trimmingCharacters(in: .whitespaces).hasPrefix("flops ")
    }
    #expect(examples.count >= 3)
    for example in examples {
      let words = example.split(separator: " ").dropFirst().map(String.init)
      let result = program.run(words, in: folder.path)
      #expect(result.status == 0, "\(example): \(result.errorText)")
    }
  }

  /// Charts are drawn all the same; what can't be shown is said, with what to do.
  @Test func aTemporaryFolderThatIsMissing() throws {
    let folder = try TemporaryFolder()
    let result = program.run(
      ["--chart", "--preview"], in: folder.path, adding: ["TMPDIR": "missing"])
    #expect(result.status == 0 && result.errorText.contains("set TMPDIR"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/missing"))
  }

  /// 13.5 GB of weights in 1 GB: the row is printed, and the status is that nothing fits.
  @Test func whatDoesNotFitEndsWithOne() {
    let result = program.run(["fit", "1GB", "--model", "llama-2-7b"])
    #expect(result.status == 1 && !result.output.isEmpty)
  }
}
