import Statistics
import Text

extension RunLaws {
  /// From where on each other architecture takes less time than the baseline, or the baseline less
  /// than it, by the laws; a sentence each.
  public var breakEvenSentences: [String] {
    comparisons.map { comparison in
      let (other, first) = (
        ReportedRun.title(of: comparison.other), ReportedRun.title(of: baseline)
      )
      let range = comparison.range
      func at(_ positions: Int) -> String { Plural.text(positions, "position") }
      let everywhere =
        "from \(at(range.lowerBound)), the shortest measured, to \(at(range.upperBound))"
      guard let cheaper = comparison.cheaper, let breakEven = comparison.breakEven else {
        return "By the laws \(other) and \(first) take the same."
      }
      let isOther = cheaper == comparison.other
      if breakEven.positions == range.lowerBound {
        return isOther
          ? "By the laws \(other) takes less time than \(first) at every length \(everywhere)."
          : "By the laws there is no break-even: \(other) takes no less time than \(first) at any "
            + "length \(everywhere)."
      }
      return "By the laws \(isOther ? other : first) takes less time than "
        + "\(isOther ? first : other) from \(at(breakEven.positions)) on\(Self.place(breakEven))."
    }
  }

  private static func place(_ breakEven: BreakEven) -> String {
    switch (breakEven.low, breakEven.high) {
    case (let low?, let high?) where low == high: " (all resamples agree)"
    case (let low?, let high?):
      " (\(NumberFormat.grouped(low)) to \(NumberFormat.grouped(high)))"
    case (let low?, nil): " (\(NumberFormat.grouped(low)) or more)"
    default: " (no interval)"
    }
  }

  /// Whether laws fitted without the two largest sizes predict what these took; `nil` without laws.
  public var holdOutSentence: String? {
    guard all.contains(where: { $0.fit != nil }) else { return nil }
    let test = "Whether laws fitted without the two largest sizes predict these"
    guard all.contains(where: { $0.fit?.holdOut != nil }) else {
      return "\(test) couldn't be tried, for want of sizes or of rounds."
    }
    return "\(test) was tried: " + all.map(Self.verdict).joined(separator: "; ") + "."
  }

  private static func verdict(_ law: Law) -> String {
    let name = ReportedRun.title(of: law.architecture)
    guard let fit = law.fit, let holdOut = fit.holdOut else {
      return "\(name) has too few sizes or rounds to try it"
    }
    let (held, count) = (holdOut.points.count(where: \.holds), holdOut.points.count)
    let doubt = "so that what it says of longer sequences is in doubt"
    if holdOut.law.form != fit.law.form {
      return "\(name)'s is of another form without them and predicts \(held) of \(count), \(doubt)"
    }
    return held == count
      ? "\(name)'s predicts both within its interval"
      : "\(name)'s predicts \(held) of \(count), \(doubt)"
  }
}
