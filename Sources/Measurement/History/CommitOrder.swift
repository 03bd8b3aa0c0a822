/// Puts commits into one order: git's where git knows them, the times stored with them elsewhere.
enum CommitOrder {
  /// The place of each commit, from 0 on; no two have the same.
  ///
  /// A commit that git doesn't know stands before the first known one that is later, or has an
  /// ancestor that is: git's order is never changed for a clock that went wrong. Without a commit's
  /// time, that of its first measurement stands for it. O(n log n).
  ///
  /// - Parameter positions: Of those that git knows, by index: the place among all of git's commits.
  static func ranks(of commits: [History.Commit], positions: [Int: Int]) -> [Int] {
    func time(_ index: Int) -> UTCTime { commits[index].time ?? commits[index].measured }
    func isDirty(_ index: Int) -> Int { CommitName(commits[index].name)?.isDirty == true ? 1 : 0 }
    let known = positions.sorted { a, b in
      (a.value, isDirty(a.key), a.key) < (b.value, isDirty(b.key), b.key)
    }.map(\.key)
    let others = commits.indices.filter { positions[$0] == nil }.sorted { a, b in
      (time(a), commits[a].name, a) < (time(b), commits[b].name, b)
    }
    var ranks = [Int](repeating: 0, count: commits.count)
    var (next, rank) = (0, 0)
    var latest: UTCTime?
    for index in known {
      let own = time(index)
      let reached = max(latest ?? own, own)
      latest = reached
      while next < others.count, time(others[next]) < reached {
        ranks[others[next]] = rank
        (next, rank) = (next + 1, rank + 1)
      }
      ranks[index] = rank
      rank += 1
    }
    for index in others[next...] {
      ranks[index] = rank
      rank += 1
    }
    return ranks
  }
}
