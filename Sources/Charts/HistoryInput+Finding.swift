import Text

extension HistoryInput.Commit {
  /// The name as charts print it.
  var shortName: String { String(name.prefix(7)) }
}

extension HistoryInput.Cell {
  /// A commit's name as charts print it.
  func name(of commit: Int) -> String {
    commits.indices.contains(commit) ? commits[commit].shortName : "?"
  }
}

extension HistoryInput {
  /// The cells that have been measured at all.
  var measured: [Cell] { cells.filter { !$0.points.isEmpty } }

  /// The largest change, and how many there are; that there is none only of commits that could show
  /// one.
  public var finding: String {
    let measured = measured
    guard !measured.isEmpty else { return "No commit has been measured yet" }
    let able = measured.filter { $0.points.count >= leastCommits }
    let changes = able.flatMap { cell in cell.changes.map { (cell: cell, change: $0) } }
    guard !able.isEmpty else {
      let count = measured.map(\.points.count).max() ?? 0
      return "Too few commits for a change of level: it takes \(leastCommits) of one machine and "
        + "build, and there \(count == 1 ? "is" : "are at most") \(count)"
    }
    let span = Plural.text(Set(able.flatMap(\.commits)).count, "commit")
    guard let largest = changes.max(by: { Self.size($0.change) < Self.size($1.change) }) else {
      return "No change of level in \(span)"
    }
    let count = changes.count == 1 ? "One change" : "\(changes.count) changes"
    return "\(count) of level in \(span)\(changes.count == 1 ? ": " : ", the largest: ")"
      + "\(largest.cell.name) \(Self.text(largest.change)) at "
      + largest.cell.name(of: largest.change.commit)
  }

  static func text(_ change: Change) -> String {
    NumberText.change(change.ratio, low: change.low, high: change.high)
  }

  /// Twice as slow is as large as twice as fast.
  static func size(_ change: Change) -> Double {
    guard change.ratio > 0 else { return 0 }
    return max(change.ratio, 1 / change.ratio)
  }
}
