extension HistoryInput {
  /// Where the machine becomes another one, by the index of its first commit.
  var machineChanges: [Int] {
    commits.indices.dropFirst().filter { commits[$0].machine != commits[$0 - 1].machine }
  }

  /// A commit's name as charts print it.
  func name(of commit: Int) -> String {
    commits.indices.contains(commit) ? String(commits[commit].name.prefix(7)) : "?"
  }

  /// The largest change, and how many there are.
  var finding: String {
    let changes = cells.flatMap { cell in cell.changes.map { (cell: cell.name, change: $0) } }
    let measured = cells.contains { !$0.points.isEmpty }
    guard measured else { return "No commit has been measured yet" }
    let span =
      "\(NumberText.decimal(Double(commits.count), places: 0)) "
      + (commits.count == 1 ? "commit" : "commits")
    guard let largest = changes.max(by: { Self.size($0.change) < Self.size($1.change) }) else {
      return "No change of level in \(span)"
    }
    let count = changes.count == 1 ? "One change" : "\(changes.count) changes"
    return "\(count) of level in \(span)\(changes.count == 1 ? ": " : ", the largest: ")"
      + "\(largest.cell) \(Self.text(largest.change)) at \(name(of: largest.change.commit))"
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
