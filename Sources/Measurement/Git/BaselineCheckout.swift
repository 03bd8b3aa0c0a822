import Foundation
import Processes

/// A commit checked out beside the tree it is compared with, and kept with what was built in it.
///
/// It is in the repository's own folder, `.git/contextcost/baselines/<commit>`, where no status shows
/// it and a killed process leaves nothing that the next one doesn't use. The newest two are kept.
public final class BaselineCheckout {
  static let mostKept = 2

  /// Where the commit's files are.
  public let folder: String
  /// Whether an earlier process has left it here, with what it built.
  public private(set) var isKept: Bool

  private let repository: GitRepository
  private let commit: String
  /// Held for as long as this lives: two gates at once would measure each other.
  private let lock: Int32

  /// Checks the commit out, or finds it checked out.
  ///
  /// Submodules that the tree has checked out are in it too, at the baseline's commits of them.
  /// Nothing is fetched.
  ///
  /// - Parameter waiting: Called once when another process has to end first.
  /// - Throws: A sentence when it can't be checked out.
  public init(
    of commit: String, _ repository: GitRepository, waiting: () -> Void = {}
  ) throws(GitRepository.Failure) {
    self.repository = repository
    self.commit = commit
    let baselines = repository.store + "/contextcost/baselines"
    folder = "\(baselines)/\(commit)/\((repository.folder as NSString).lastPathComponent)"
    lock = try Self.locked(baselines, waiting)
    isKept = FileManager.default.fileExists(atPath: folder + "/.git")
    do throws(GitRepository.Failure) {
      try Self.check(commit, of: repository.folder, out: folder)
    } catch {
      close(lock)
      throw error
    }
    // The folder's time says when it was last of use.
    utimes(baselines + "/" + commit, nil)
    removeAllBut(Self.mostKept, in: baselines)
  }

  deinit { close(lock) }

  /// Checks it out anew, without what was built.
  public func renew() throws(GitRepository.Failure) {
    Self.remove(folder, of: repository.folder)
    isKept = false
    try Self.check(commit, of: repository.folder, out: folder)
  }

  private static func locked(
    _ baselines: String, _ waiting: () -> Void
  ) throws(GitRepository.Failure) -> Int32 {
    try? FileManager.default.createDirectory(
      atPath: baselines, withIntermediateDirectories: true)
    let lock = open(baselines + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard lock >= 0 else {
      throw GitRepository.Failure(
        "no baseline can be kept in \(baselines): \(String(cString: strerror(errno)))")
    }
    guard flock(lock, LOCK_EX | LOCK_NB) != 0 else { return lock }
    waiting()
    while flock(lock, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, !ChildCommand.isInterrupted else {
        close(lock)
        throw GitRepository.Failure("another gate of this repository is still running")
      }
      usleep(100_000)
    }
    return lock
  }

  private func removeAllBut(_ count: Int, in baselines: String) {
    let files = FileManager.default
    let dated = ((try? files.contentsOfDirectory(atPath: baselines)) ?? []).compactMap { name in
      let path = "\(baselines)/\(name)"
      let facts = try? files.attributesOfItem(atPath: path)
      return (facts?[.type] as? FileAttributeType) == .typeDirectory
        ? (path: path, date: facts?[.modificationDate] as? Date ?? .distantPast) : nil
    }
    let others = dated.filter { $0.path != "\(baselines)/\(commit)" }
    for old in others.sorted(by: { $0.date > $1.date }).dropFirst(count - 1) {
      Self.remove(old.path, of: repository.folder)
    }
  }
}

// MARK: Checking out

extension BaselineCheckout {
  /// Makes `path` a checkout of a commit of the repository at `tree`.
  private static func check(
    _ commit: String, of tree: String, out path: String
  ) throws(GitRepository.Failure) {
    let isThere =
      FileManager.default.fileExists(atPath: path + "/.git")
      && Git.run(["checkout", "--quiet", "--force", "--detach", commit], in: path).isSuccess
    if !isThere {
      remove(path, of: tree)
      // Git makes the last folder alone where one above it has links.
      try? FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      // Twice: git locks a checkout for as long as it is being made, also one that was killed then.
      let result = Git.run(
        ["worktree", "add", "--detach", "--force", "--force", path, commit], in: tree)
      guard result.isSuccess else {
        throw GitRepository.Failure("the baseline can't be checked out: \(Git.reason(result))")
      }
    }
    for submodule in submodules(of: path)
    where FileManager.default.fileExists(atPath: "\(tree)/\(submodule.path)/.git") {
      let source = "\(tree)/\(submodule.path)"
      guard Git.run(["cat-file", "-e", submodule.commit + "^{commit}"], in: source).isSuccess else {
        throw GitRepository.Failure(
          "the baseline has the submodule '\(submodule.path)' at \(submodule.commit.prefix(12)), "
            + "which isn't here; git -C \(submodule.path) fetch", isMissingCommit: true)
      }
      try check(submodule.commit, of: source, out: "\(path)/\(submodule.path)")
    }
  }

  /// The submodules of what is checked out at a path, by the path below it.
  private static func submodules(of path: String) -> [(path: String, commit: String)] {
    let result = Git.run(["ls-files", "--stage", "-z"], in: path)
    return result.output.split(separator: 0).compactMap { entry in
      // 160000 COMMIT STAGE, a tab, and the path.
      let parts = entry.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
        .map { String(decoding: $0, as: UTF8.self) }
      let words = parts[0].split(separator: " ")
      guard parts.count == 2, words.count == 3, words[0] == "160000" else { return nil }
      return (parts[1], String(words[1]))
    }
  }

  private static func remove(_ path: String, of tree: String) {
    try? FileManager.default.removeItem(atPath: path)
    // Git forgets checkouts that aren't there any more.
    _ = Git.run(["worktree", "prune"], in: tree, isCleanup: true)
  }
}
