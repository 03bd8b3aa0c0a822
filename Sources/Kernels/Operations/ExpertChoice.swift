import Glibc

/// Which rows each expert of a mixture sees, and what its answers weigh.
struct ExpertChoice {
  struct Share {
    let row: Int
    let weight: Float
  }

  /// The rows of each expert, in order.
  private(set) var shares: [[Share]]

  /// For each of `rows` rows of `scores`, `[rows, experts]` and dense, the `active` experts of the
  /// highest scores, the lower index where scores are equal, weighted by the softmax over them.
  init(scores: UnsafePointer<Float>, rows: Int, experts: Int, active: Int) {
    shares = Array(repeating: [], count: experts)
    for row in 0..<rows {
      let scores = UnsafeBufferPointer(start: scores + row * experts, count: experts)
      let chosen = Self.highest(of: scores, count: active)
      let exponentials = chosen.map { exp(scores[$0] - scores[chosen[0]]) }
      let total = exponentials.reduce(0, +)
      for (expert, exponential) in zip(chosen, exponentials) {
        shares[expert].append(Share(row: row, weight: exponential / total))
      }
    }
  }

  /// What each of `rows` rows chooses where all experts are chosen equally often.
  init(evenlyOver experts: Int, rows: Int, active: Int) {
    shares = Array(repeating: [], count: experts)
    for choice in 0..<rows * min(active, experts) {
      shares[choice % experts].append(
        Share(row: choice / min(active, experts), weight: 1 / Float(active)))
    }
  }

  /// The most rows that one expert sees.
  var mostRows: Int { shares.map(\.count).max() ?? 0 }

  /// Indices of the highest scores, highest first; there are few of them.
  private static func highest(of scores: UnsafeBufferPointer<Float>, count: Int) -> [Int] {
    var left = Array(scores.indices)
    return (0..<min(count, scores.count)).map { _ in
      let place = left.indices.reduce(0) { scores[left[$1]] > scores[left[$0]] ? $1 : $0 }
      return left.remove(at: place)
    }
  }
}
