import Foundation
import Processes

/// The git repository that a folder belongs to, read and changed through `git` itself.
public struct GitRepository: Sendable {
  /// Why something could not be done, as a sentence.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ sentence: String) {
      description = sentence
    }
  }

  /// The folder that the repository's files are checked out in.
  public let folder: String

  /// - Throws: A sentence when there is no git, or no repository around the folder.
  public init(containing folder: String = ".") throws(Failure) {
    let result = Git.run(["rev-parse", "--show-toplevel"], in: folder)
    if case .notStarted(let failure) = result.ending {
      throw Failure(
        "git can't be run (\(failure.reason)), and a baseline is checked out with it; install git")
    }
    let path = Self.firstLine(of: result)
    guard result.isSuccess, !path.isEmpty else {
      throw Failure(
        "\(folder == "." ? "this folder" : folder) belongs to no git repository, so that there is no "
          + "baseline; run it in a clone")
    }
    self.folder = path
  }

  /// The full name of the commit that a reference stands for.
  ///
  /// - Throws: A sentence when there is no such commit here.
  public func commit(_ reference: String) throws(Failure) -> String {
    // A reference that begins with a dash would be taken for an option.
    let result = git([
      "rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}",
    ])
    let commit = Self.firstLine(of: result)
    guard result.isSuccess, commit.count >= 40 else {
      throw Failure(
        "'\(reference)' names no commit of this repository; a clone made with --depth may lack it: "
          + "git fetch --unshallow")
    }
    return commit
  }

  /// Tracked files that differ from the commit that is checked out.
  public var changedFiles: [String] {
    let result = git(["status", "--porcelain", "--untracked-files=no"])
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n")
      .map { String($0.dropFirst(3)) }
  }

  /// Checks a commit out in a temporary folder for as long as `body` takes.
  ///
  /// The folder is taken away however it ends, also after ``ChildCommand/interruptAll()``.
  ///
  /// - Throws: A sentence when it can't be checked out; what `body` throws.
  public func withWorktree<Value>(
    of commit: String, _ body: (_ folder: String) throws -> Value
  ) throws -> Value {
    // What an earlier process left behind when it was killed.
    _ = git(["worktree", "prune"])
    let parent = NSTemporaryDirectory() + "baseline-\(UUID().uuidString)"
    let path = parent + "/" + (folder as NSString).lastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Failure("no folder for the baseline can be made in \(NSTemporaryDirectory())")
    }
    defer { remove(path, in: parent) }
    let result = git(["worktree", "add", "--detach", "--force", path, commit])
    guard result.isSuccess else {
      throw Failure(
        "the baseline can't be checked out: " + result.lastLines(3).joined(separator: "; "))
    }
    return try body(path)
  }

  private func remove(_ path: String, in parent: String) {
    _ = git(["worktree", "remove", "--force", path], isCleanup: true)
    try? FileManager.default.removeItem(atPath: parent)
    _ = git(["worktree", "prune"], isCleanup: true)
  }

  private func git(_ arguments: [String], isCleanup: Bool = false) -> ChildCommand.Result {
    Git.run(arguments, in: folder, isCleanup: isCleanup)
  }

  private static func firstLine(of result: ChildCommand.Result) -> String {
    let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
    return lines.first.map(String.init) ?? ""
  }
}
