import Text

extension RunOrderInput {
  /// Samples that follow each other in one round.
  struct Round {
    var number: Int
    var indices: Range<Int>
    /// Of the samples that were kept; `nil` where none was.
    var median: Double?
  }

  /// The rounds in the order they were run.
  var rounds: [Round] {
    var rounds: [Round] = []
    var start = 0
    for index in 1...max(samples.count, 1) where !samples.isEmpty {
      guard index == samples.count || samples[index].round != samples[start].round else { continue }
      rounds.append(
        Round(
          number: samples[start].round, indices: start..<index, median: median(of: start..<index)))
      start = index
    }
    return rounds
  }

  private func median(of indices: Range<Int>) -> Double? {
    let kept = samples[indices].filter { !$0.isDiscarded && $0.relative.isFinite }
    let sorted = kept.map(\.relative).sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// How far the rounds' medians lie apart.
  var finding: String {
    let medians = rounds.compactMap { round in round.median.map { (round.number, $0) } }
    guard let least = medians.min(by: { $0.1 < $1.1 }), let most = medians.max(by: { $0.1 < $1.1 })
    else { return "No sample has been taken yet" }
    let discarded = samples.count { $0.isDiscarded }
    let rest =
      discarded == 0
      ? ""
      : "; \(discarded) of \(Plural.text(samples.count, "sample")) "
        + (discarded == 1 ? "was discarded" : "were discarded")
    guard medians.count > 1 else {
      return "One round of \(Plural.text(samples.count, "sample"))\(rest)"
    }
    return "The medians of \(medians.count) rounds lie between \(NumberText.change(least.1)) "
      + "(round \(least.0)) and \(NumberText.change(most.1)) (round \(most.0))\(rest)"
  }
}
