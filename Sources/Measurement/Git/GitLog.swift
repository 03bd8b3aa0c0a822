/// What git tells about commits; nothing where there is no git, or no repository.
public struct GitLog: Sendable {
  public struct Description: Equatable, Sendable {
    public let time: UTCTime
    public let subject: String
  }

  private let folder: String

  /// - Parameter folder: A folder of the repository.
  public init(folder: String = ".") {
    self.folder = folder
  }

  /// Why git doesn't tell about the folder's repository, as a sentence; `nil` where it does, and where
  /// there is none.
  public var obstacle: String? { Git.obstacle(to: "--git-dir", in: folder) }

  /// When a commit was made and what it is called.
  public func describe(_ commit: CommitName) -> Description? {
    // Unlike `show` and `log`, `rev-list` isn't changed by what the user has set for these, such as
    // log.showSignature; its first line is the commit's name.
    guard let digits = commit.digits,
      let line = Git.lines(
        [
          "rev-list", "--max-count=1", "--encoding=UTF-8", "--format=%ct %s", digits + "^{commit}",
          "--",
        ], in: folder)?.dropFirst().first
    else { return nil }
    let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard let seconds = parts.first.flatMap({ Int64($0) }), let time = UTCTime(seconds: seconds)
    else { return nil }
    return Description(time: time, subject: parts.count > 1 ? String(parts[1]) : "")
  }

  /// Of those commits that git knows, by index: the place in git's order, ancestors first.
  ///
  /// All branches, in topological order, in which a branch isn't torn apart. O(commits of the
  /// repository).
  public func positions(of commits: [History.Commit]) -> [Int: Int] {
    var wanted: [String: [Int]] = [:]
    for (index, commit) in commits.enumerated() {
      guard let digits = CommitName(commit.name)?.digits else { continue }
      wanted[digits.lowercased(), default: []].append(index)
    }
    let lengths = Set(wanted.keys.map(\.utf8.count))
    let order = ["rev-list", "--topo-order", "--reverse", "--all"]
    // Without a commit yet there is no HEAD.
    guard !wanted.isEmpty,
      let names = Git.lines(order + ["HEAD", "--"], in: folder)
        ?? Git.lines(order + ["--"], in: folder)
    else { return [:] }
    var positions: [Int: Int] = [:]
    for (position, name) in names.enumerated() {
      for length in lengths {
        for index in wanted[String(name.prefix(length))] ?? [] { positions[index] = position }
      }
    }
    return positions
  }
}
