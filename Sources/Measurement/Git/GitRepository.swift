import Processes

/// The git repository that a folder belongs to, read and changed through `git` itself.
public struct GitRepository: Sendable {
  /// Why something could not be done, as a sentence.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String
    /// Whether git is well and the commit alone isn't here.
    public let isMissingCommit: Bool

    init(_ sentence: String, isMissingCommit: Bool = false) {
      description = sentence
      self.isMissingCommit = isMissingCommit
    }
  }

  /// The folder that the repository's files are checked out in.
  public let folder: String
  /// The folder that git keeps the repository itself in, common to all checkouts.
  let store: String

  /// - Throws: Git's own reason when it can't be run, finds no repository, or wants none of this one:
  ///   another owner's, or a bare one.
  public init(containing folder: String = ".") throws(Failure) {
    self.folder = try Self.answer(["--show-toplevel"], in: folder)
    let store = try Self.answer(["--git-common-dir"], in: self.folder)
    self.store = store.hasPrefix("/") ? store : "\(self.folder)/\(store)"
  }

  private static func answer(
    _ question: [String], in folder: String
  ) throws(Failure) -> String {
    let result = Git.run(["rev-parse"] + question, in: folder)
    guard result.isSuccess, result.output.count > 1 else {
      throw Failure(
        "a baseline is checked out with git, and git can't use "
          + "\(folder == "." ? "this folder" : folder): \(Git.reason(result))")
    }
    // A folder's name may end in a line feed too.
    return String(decoding: result.output.dropLast(), as: UTF8.self)
  }

  /// The full name of the commit that a reference stands for.
  ///
  /// - Throws: A sentence when there is no such commit here.
  public func commit(_ reference: String) throws(Failure) -> String {
    // A reference that begins with a dash would be taken for an option.
    let result = Git.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"],
      in: folder)
    let commit = String(decoding: result.output.dropLast(), as: UTF8.self)
    guard result.isSuccess, commit.count >= 40 else {
      // It says nothing when it merely knows no such commit.
      guard result.ending == .exited(1) || result.errors.isEmpty else {
        throw Failure("git can't look up '\(reference)': \(Git.reason(result))")
      }
      throw Failure(
        "'\(reference)' names no commit of this repository; a clone made with --depth may lack it: "
          + "git fetch --unshallow", isMissingCommit: true)
    }
    return commit
  }

  /// Tracked files that differ from the commit that is checked out.
  public var changedFiles: [String] {
    let result = Git.run(["status", "--porcelain", "-z", "--untracked-files=no"], in: folder)
    // After a renamed file's entry comes its old name, without a status.
    return String(decoding: result.output, as: UTF8.self).split(separator: "\0")
      .filter { $0.dropFirst(2).first == " " }.map { String($0.dropFirst(3)) }
  }
}
