/// The commit of the folder the program is run in.
public enum GitCommit {
  /// Twelve digits, with `-dirty` when tracked files differ; `unknown` outside a repository.
  static var current: String {
    guard let commit = Git.lines(["rev-parse", "--short=12", "HEAD"])?.first,
      let changes = Git.lines(["status", "--porcelain", "--untracked-files=no"])
    else { return "unknown" }
    return changes.isEmpty ? String(commit) : "\(commit)-dirty"
  }

  /// Why it is unknown inside a repository, as a sentence; `nil` where it is known, and outside.
  public static var obstacle: String? {
    Git.obstacle(to: "--show-toplevel").map { "no commit will be recorded; \($0)" }
  }
}
