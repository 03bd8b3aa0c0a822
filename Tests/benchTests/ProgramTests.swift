import Foundation
import TestSupport
import Testing

/// `bench` as a process of its own.
@Suite struct ProgramTests {
  private let program = BuiltProgram("bench")
  private let fixtures = Repository.path + "/Tests/CheckpointsTests/Fixtures"

  /// What it was built from, wherever it is run.
  @Test func theVersionNamesCommitAndLibraries() throws {
    let lines = program.run(["--version"], in: "/").outputText.split(separator: "\n")
    #expect(lines.contains { $0.wholeMatch(of: /commit ([0-9a-f]{12}(-dirty)?|unknown)/) != nil })
    #expect(lines.contains { $0.hasPrefix("oneDNN ") })
  }

  @Test(arguments: ["architectures", "models", "dtypes", "instruction-sets", "kernels", "charts"])
  func listsAreTables(_ list: String) {
    let result = program.run(["list", list, "--format", "csv"])
    #expect(result.status == 0 && result.outputText.split(separator: "\r\n").count > 1)
  }

  @Test func runsAreListedWithHowFarTheyCame() {
    let result = program.run(
      ["list", "runs", "--results", "Results", "--format", "csv"], in: Repository.path)
    #expect(result.status == 0 && result.outputText.contains(",finished,"))
  }

  /// In a terminal of 80 columns no line of a table is broken.
  @Test func tablesFitEightyColumns() {
    let result = program.run(["history", "list"], in: Repository.path)
    #expect(result.status == 0)
    #expect(result.outputText.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// A number that is wrong is no error of the command line's: the numbers are printed.
  @Test func numbersThatDifferEndWithTwo() {
    let model = fixtures + "/bert-classifier"
    let words = ["verify-model", model, "--expected", model + "/expected.safetensors"]
    let result = program.run(words + ["--tolerance", "1e-9"])
    #expect(result.status == 2 && result.outputText.contains("0 of 10 tensors within 1e-09"))
    let file = fixtures + "/cases/s4d.safetensors"
    #expect(program.run(["verify-case", file, "--tolerance", "1e-9"]).status == 2)
  }
}
