import CommandLineKit
import Testing

@Suite struct ExitStatusTests {
  @Test func statusesAreAsDocumented() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 5, 64, 73, 75, 130])
    #expect(ExitStatus.cellFailed.exitCode.rawValue == 3)
  }
}
