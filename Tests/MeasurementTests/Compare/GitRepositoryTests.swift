import Foundation
import Processes
import TestSupport
import Testing

@testable import Measurement

@Suite struct GitRepositoryTests {
  /// A repository with one commit of one file, in a folder with a blank and a quote in its name.
  private func repository(_ folder: TemporaryFolder) throws -> GitRepository {
    let path = folder.path + "/it's a repository"
    try folder.write("first", to: "it's a repository/file")
    for arguments in [
      ["init", "-q"], ["add", "."],
      ["-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "-m", "one"],
    ] {
      let result = ChildCommand(["git"] + arguments, in: path).run(timeout: 60)
      try #require(result.isSuccess)
    }
    return try GitRepository(containing: path)
  }

  @Test func worktreeIsThereForAsLongAsItIsNeeded() throws {
    let folder = try TemporaryFolder()
    let repository = try repository(folder)
    let commit = try repository.commit("HEAD")
    #expect(commit.count == 40 && repository.changedFiles.isEmpty)
    try folder.write("second", to: "it's a repository/file")
    #expect(repository.changedFiles == ["file"])
    let (path, text) = try repository.withWorktree(of: commit) { path in
      (path, try String(contentsOfFile: path + "/file", encoding: .utf8))
    }
    #expect(text == "first")
    #expect(!FileManager.default.fileExists(atPath: (path as NSString).deletingLastPathComponent))
    #expect(try worktrees(of: repository) == 1)
  }

  private func worktrees(of repository: GitRepository) throws -> Int {
    let list = ChildCommand(["git", "worktree", "list"], in: repository.folder).run(timeout: 60)
    return String(decoding: list.output, as: UTF8.self).split(separator: "\n").count
  }

  @Test func worktreeIsTakenAwayAfterAFailure() throws {
    struct Failure: Error {}
    let folder = try TemporaryFolder()
    let repository = try repository(folder)
    var path = ""
    #expect(throws: Failure.self) {
      try repository.withWorktree(of: repository.commit("HEAD")) {
        path = $0
        throw Failure()
      }
    }
    #expect(!path.isEmpty && !FileManager.default.fileExists(atPath: path))
    #expect(try worktrees(of: repository) == 1)
  }

  @Test(arguments: ["nope", "--help", "HEAD~7", "", "a b", "$(touch x)"])
  func unknownRevisionIsRefused(reference: String) throws {
    let repository = try repository(TemporaryFolder())
    #expect(throws: GitRepository.Failure.self) { try repository.commit(reference) }
  }

  @Test func folderOutsideIsRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: GitRepository.Failure.self) { try GitRepository(containing: folder.path) }
  }
}
