/// Which commits of a history are shown.
public enum HistoryWindow: Equatable, Sendable {
  case all
  /// The newest ones, in git's order.
  case last(Int)
  /// Those made from a time on; measured from it on, where it isn't known when they were made.
  case since(UTCTime)
  /// One that begins with these digits and all behind it, in git's order.
  case from(String)

  /// Of each commit, whether it is shown.
  ///
  /// - Parameters:
  ///   - ranks: Each commit's place in git's order.
  ///   - isWanted: Of each series, whether its commits count.
  func shown(in history: History, ranks: [Int], where isWanted: [Bool]) -> [Bool] {
    switch self {
    case .all: return ranks.map { _ in true }
    case .since(let time): return history.commits.map { ($0.time ?? $0.measured) >= time }
    case .from:
      let start = start(in: history, ranks: ranks) ?? .max
      return ranks.map { $0 >= start }
    case .last(let count):
      let wanted = history.points.lazy.filter { isWanted[Int($0.series)] }
      let newest = Set(wanted.map { ranks[Int($0.commit)] }).sorted().suffix(count)
      let start = newest.first ?? .max
      return ranks.map { $0 >= start }
    }
  }

  /// Whether the history has the commit that the window begins with.
  public func isKnown(in history: History) -> Bool {
    guard case .from = self else { return true }
    return start(in: history, ranks: Array(history.commits.indices)) != nil
  }

  private func start(in history: History, ranks: [Int]) -> Int? {
    guard case .from(let digits) = self else { return nil }
    return history.commits.indices.filter { index in
      let name = history.commits[index].name
      return name.hasPrefix(digits) || digits.hasPrefix(name)
    }.map { ranks[$0] }.min()
  }
}
