import Foundation
import TestSupport
import Testing

@testable import Processes

@Suite struct ProgramEnvironmentTests {
  /// What git itself calls tied to one repository.
  private func localVariables() throws -> [String] {
    let result = ChildCommand(["git", "rev-parse", "--local-env-vars"]).run(timeout: 60)
    try #require(result.isSuccess)
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func nothingOfARepositoryIsHandedOn() throws {
    let local = try localVariables()
    #expect(local.contains("GIT_INDEX_FILE") && local.contains("GIT_DIR"))
    let others = [
      "PATH": "/usr/bin", "GIT_AUTHOR_NAME": "n", "GIT_SSH_COMMAND": "ssh", "GITHUB_SHA": "1",
      "CONTEXT_GIT_DIR": "x",
    ]
    let all = others.merging(local.map { ($0, "hook's") }) { $1 }
    #expect(ProgramEnvironment.withoutRepository(all) == others)
    #expect(ProgramEnvironment.withoutRepository([:]).isEmpty)
  }

  @Test func programsAreStartedWithoutThem() throws {
    let local = try Set(localVariables())
    #expect(local.isDisjoint(with: ChildCommand(["true"]).environment.keys))
    #expect(ChildCommand(["true"], adding: ["ADDED": "1"]).environment["ADDED"] == "1")
  }
}
