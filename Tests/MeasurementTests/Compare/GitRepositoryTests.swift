import Foundation
import Processes
import TestSupport
import Testing

@testable import Measurement

@Suite struct GitRepositoryTests {
  private let base: TemporaryFolder

  init() throws { base = try TemporaryFolder() }

  @Test func changedFilesHaveTheirOwnNames() throws {
    let scratch = try ScratchRepository(in: base)
    try scratch.write("1", to: "grün \"neu\"")
    try scratch.write("1234567890 the same before and after", to: "old name")
    let commit = try scratch.commit("two")
    let repository = try scratch.repository
    #expect(try repository.commit("HEAD") == commit && repository.changedFiles.isEmpty)
    try scratch.write("2", to: "grün \"neu\"")
    try scratch.git("mv", "old name", "R  new name")
    #expect(Set(repository.changedFiles) == ["grün \"neu\"", "R  new name"])
  }

  @Test(arguments: ["nope", "--help", "HEAD~7", "", "a b", "$(touch x)"])
  func unknownRevisionIsRefused(reference: String) throws {
    let repository = try ScratchRepository(in: base).repository
    #expect {
      try repository.commit(reference)
    } throws: {
      ($0 as? GitRepository.Failure)?.isMissingCommit == true
    }
  }

  /// That git can't be used is another thing than that a commit isn't there.
  private func reason(_ folder: String) -> String? {
    do {
      _ = try GitRepository(containing: folder)
      return nil
    } catch {
      return error.isMissingCommit ? nil : "\(error)"
    }
  }

  @Test func reasonIsGitsOwn() throws {
    let scratch = try ScratchRepository(in: base)
    try scratch.git("clone", "-q", "--bare", ".", "../bare")
    #expect(reason(base.path)?.contains(": not a git repository") == true)
    for folder in [base.path + "/bare", scratch.path + "/.git"] {
      #expect(reason(folder)?.contains("must be run in a work tree") == true)
      #expect(
        Git.obstacle(to: "--show-toplevel", in: folder)?.contains("run in a work tree") == true)
    }
    #expect(Git.obstacle(to: "--show-toplevel", in: base.path) == nil)
    #expect(Git.obstacle(to: "--show-toplevel", in: scratch.path) == nil)
    // A log can be read where nothing is checked out.
    #expect(GitLog(folder: base.path + "/bare").obstacle == nil)
  }

  /// Whether a repository of another owner is one here.
  private static let mindsOwners =
    geteuid() == 0
    && !ChildCommand(["git", "config", "--get-all", "safe.directory"]).run(timeout: 60).isSuccess

  @Test(.enabled(if: mindsOwners, "only root gives files away"))
  func repositoryOfAnotherOwnerIsNoMissingOne() throws {
    let scratch = try ScratchRepository(in: base)
    for path in ["", "/.git"] { try #require(chown(scratch.path + path, 12345, 12345) == 0) }
    let said = try #require(reason(scratch.path))
    #expect(said.contains("dubious ownership") && said.contains("safe.directory"))
    #expect(!said.contains("no git repository") && !said.contains("\n"))
    #expect(GitLog(folder: scratch.path).obstacle?.contains("dubious ownership") == true)
  }

  /// As after `git config --global log.showSignature true`, which prints gpg's words before others.
  @Test func signaturesAreNotTakenForCommits() throws {
    let scratch = try ScratchRepository(in: base)
    let tree = try scratch.git("rev-parse", "HEAD^{tree}")
    try scratch.base.write(
      """
      tree \(tree)
      author n <e> 1732000000 +0000
      committer n <e> 1732000000 +0000
      gpgsig -----BEGIN PGP SIGNATURE-----
       x
       -----END PGP SIGNATURE-----

      subject of it

      """, to: "object")
    let commit = try scratch.git("hash-object", "-t", "commit", "-w", "../object")
    try base.write("#!/bin/sh\necho 'gpg: Signature made today' >&2\n", to: "gpg", isProgram: true)
    try scratch.git("config", "gpg.program", base.path + "/gpg")
    try scratch.git("config", "log.showSignature", "true")
    #expect(try scratch.git("show", "-s", "--format=%s", commit) != "subject of it")
    let name = try #require(CommitName(commit))
    let description = try #require(GitLog(folder: scratch.path).describe(name))
    #expect(description.subject == "subject of it")
    #expect(description.time == UTCTime(seconds: 1_732_000_000))
  }
}
