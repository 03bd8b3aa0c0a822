import Foundation
import Processes
import TestSupport
import Testing

@testable import Measurement

@Suite struct BaselineCheckoutTests {
  private let base: TemporaryFolder

  init() throws { base = try TemporaryFolder() }

  private func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func checkoutIsTheCommitAndLeavesTheTreeAlone() throws {
    let scratch = try ScratchRepository(in: base)
    let repository = try scratch.repository
    let commit = try repository.commit("HEAD")
    try scratch.write("second", to: "file")
    try scratch.write("#!/bin/sh\ntouch ../../../../hooked\n", to: ".git/hooks/post-checkout")
    chmod(scratch.path + "/.git/hooks/post-checkout", 0o755)
    let checkout = try BaselineCheckout(of: commit, repository)
    #expect(!checkout.isKept && text(checkout.folder + "/file") == "first")
    #expect(text(scratch.path + "/file") == "second")
    #expect(try scratch.git("status", "--porcelain") == "M file")
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/.git/hooked"))
  }

  @Test func whatWasBuiltIsThereNextTime() throws {
    let scratch = try ScratchRepository(in: base)
    let repository = try scratch.repository
    let commit = try repository.commit("HEAD")
    let folder = try {
      let checkout = try BaselineCheckout(of: commit, repository)
      try base.write("built", to: String(checkout.folder.dropFirst(base.path.count)) + "/.build/it")
      // A build or a round that writes into tracked files.
      try base.write("edited", to: String(checkout.folder.dropFirst(base.path.count)) + "/file")
      return checkout.folder
    }()
    let again = try BaselineCheckout(of: commit, repository)
    #expect(again.isKept && again.folder == folder)
    #expect(text(folder + "/.build/it") == "built" && text(folder + "/file") == "first")
    try again.renew()
    #expect(!again.isKept && text(folder + "/file") == "first")
    #expect(text(folder + "/.build/it") == nil)
  }

  /// A process that is killed while git works leaves git's own lock.
  @Test func brokenOneIsMadeAnew() throws {
    let scratch = try ScratchRepository(in: base)
    let repository = try scratch.repository
    let commit = try repository.commit("HEAD")
    let folder = try BaselineCheckout(of: commit, repository).folder
    let store = ChildCommand(["git", "rev-parse", "--absolute-git-dir"], in: folder)
      .run(timeout: 60)
    let lock = String(decoding: store.output.dropLast(), as: UTF8.self) + "/index.lock"
    try Data().write(to: URL(fileURLWithPath: lock))
    try Data().write(to: URL(fileURLWithPath: folder + "/file"))
    let again = try BaselineCheckout(of: commit, repository)
    #expect(text(again.folder + "/file") == "first")
  }

  @Test func newestTwoAreKept() throws {
    let scratch = try ScratchRepository(in: base)
    let repository = try scratch.repository
    var commits = [try repository.commit("HEAD")]
    for number in 1...3 {
      try scratch.write("\(number)", to: "file")
      commits.append(try scratch.commit("\(number)"))
    }
    func isThere(_ index: Int) -> Bool {
      FileManager.default.fileExists(
        atPath: "\(scratch.path)/.git/contextcost/baselines/\(commits[index])")
    }
    for index in [0, 1, 0, 2] {
      // Times of folders are as coarse as the kernel's ticks.
      usleep(20_000)
      _ = try BaselineCheckout(of: commits[index], repository)
    }
    #expect(commits.indices.map(isThere) == [true, false, true, false])
    #expect(
      try scratch.git("worktree", "list").split(separator: "\n").count
        == 1 + BaselineCheckout.mostKept)
  }

  @Test func submodulesAreAtTheBaselinesCommits() throws {
    let library = try ScratchRepository("library", in: base)
    let inner = try ScratchRepository("inner", in: base)
    try library.git("submodule", "--quiet", "add", "../inner", "inner")
    try library.commit("inner")
    let scratch = try ScratchRepository(in: base)
    try scratch.git("submodule", "--quiet", "add", "../library", "deep/library")
    try scratch.git("submodule", "--quiet", "update", "--init", "--recursive")
    let old = try scratch.commit("library")
    try library.write("second", to: "file")
    let new = try library.commit("second")
    let submodule = "deep/library"
    try scratch.git("-C", submodule, "fetch", "-q")
    try scratch.git("-C", submodule, "checkout", "-q", new)
    try scratch.commit("newer library")
    // Nothing may be fetched: where it came from is gone.
    for gone in [library, inner] { try FileManager.default.removeItem(atPath: gone.path) }
    let repository = try scratch.repository
    for isKept in [false, true] {
      let checkout = try BaselineCheckout(of: old, repository)
      #expect(checkout.isKept == isKept)
      #expect(text("\(checkout.folder)/\(submodule)/file") == "first")
      #expect(text("\(checkout.folder)/\(submodule)/inner/file") == "first")
    }
    #expect(text("\(scratch.path)/\(submodule)/file") == "second")
    #expect(try scratch.git("status", "--porcelain") == "")
  }

  @Test func submodulesCommitThatIsNotHereIsSaid() throws {
    _ = try ScratchRepository("library", in: base)
    let scratch = try ScratchRepository(in: base)
    try scratch.git("submodule", "--quiet", "add", "../library", "library")
    try scratch.git(
      "update-index", "--cacheinfo", "160000,\(String(repeating: "1", count: 40)),library")
    try scratch.git("commit", "-q", "-m", "elsewhere")
    let repository = try scratch.repository
    #expect {
      try BaselineCheckout(of: repository.commit("HEAD"), repository)
    } throws: { error in
      let failure = error as? GitRepository.Failure
      return failure?.isMissingCommit == true
        && "\(error)".contains("submodule 'library' at 111111111111")
    }
  }
}
