import CommandLineKit
import Text

extension RunReport {
  /// What the run found, in one sentence: the baseline beside each other architecture at the greatest
  /// length that all of these were measured at, measured and counted.
  public var finding: String {
    let measured = run.others.filter { !run.commonLengths([run.baseline, $0]).isEmpty }
    // Where no length is common to all, what most is known of is one.
    let common = run.commonLengths([run.baseline] + measured).last
    let longest = measured.compactMap { run.commonLengths([run.baseline, $0]).last }.max()
    guard !measured.isEmpty, let positions = common ?? longest else { return longestTimes }
    let others = measured.filter { run.timing($0, positions) != nil }
    let baseline = ReportedRun.title(of: run.baseline)
    let count = run.architectures.count
    let all =
      others.count + 1 < count ? "\(others.count + 1) of \(count)" : count == 2 ? "both" : "all"
    let place =
      "At \(Plural.text(positions, "position")), the most that \(all) were measured at, \(baseline) "
    guard others.count > Self.mostNamed else {
      return place + others.map { clause($0, positions, isOnly: others.count == 1) }.listed + "."
    }
    return place + rangeClause(others, positions) + "."
  }

  /// So many others are named one by one; of more the least and the most.
  private static let mostNamed = 3

  /// `took 2.35 times as long as RMT (2.31 to 2.40), in 1.20 times its peak memory; its FLOPs are ×2.4`.
  private func clause(_ other: String, _ positions: Int, isOnly: Bool) -> String {
    let title = ReportedRun.title(of: other)
    guard let time = run.timeRatio(run.baseline, other, positions: positions) else { return "" }
    let flops =
      countedRatio(other, positions).map { "; FLOPs \(PaperBesideMachine.times($0))" } ?? ""
    let number = ResolvedNumber(time.value, time.spread)
    let place = time.spread.text(number)
    let took: String
    if time.spread.bounds?.contains(1) == true {
      took = "took as long as \(title), as far as can be told (×\(number.text); \(place)\(flops))"
    } else {
      took =
        time.value > 1
        ? "took \(number.text) times as long as \(title) (\(place)\(flops))"
        : "took ×\(number.text) of \(title)'s time (\(place)\(flops))"
    }
    let memory = isOnly ? run.memoryRatio(run.baseline, other, positions: positions) : nil
    return took + (memory.map(memoryClause) ?? "")
  }

  private func memoryClause(_ memory: SpreadRatio) -> String {
    let number = NumberFormat.significant(memory.value, digits: 3)
    return abs(memory.value - 1) < 0.05
      ? ", in as much memory" : ", in \(number) times its peak memory"
  }

  /// From the least to the most of many ratios.
  private func rangeClause(_ others: [String], _ positions: Int) -> String {
    let ratios = others.compactMap { other in
      run.timeRatio(run.baseline, other, positions: positions).map { (other, $0) }
    }.sorted { $0.1.value < $1.1.value }
    let ends = [ratios.first, ratios.last].compactMap { $0 }.map { other, ratio in
      let flops = countedRatio(other, positions).map { "; FLOPs \(PaperBesideMachine.times($0))" }
      let number = ResolvedNumber(ratio.value, ratio.spread)
      return "\(number.text) (\(ReportedRun.title(of: other))\(flops ?? ""))"
    }
    return "took \(ends.joined(separator: " to ")) times as long as the \(others.count) others"
  }

  private func countedRatio(_ other: String, _ positions: Int) -> Double? {
    try? subject.ratio(
      run.baseline, other, of: subject.timed, positions: positions, .matmulCausal)
  }

  /// How long each took at most, where there is nothing to divide.
  private var longestTimes: String {
    let longest = run.architectures.compactMap { name -> String? in
      guard let positions = run.measuredLengths(of: name).last,
        let timing = run.timing(name, positions)
      else { return nil }
      let number = ResolvedNumber(seconds: timing.median, timing.spread)
      return
        "\(ReportedRun.title(of: name)) took \(number.text) (\(timing.spread.text(number))) at "
        + Plural.text(positions, "position")
    }
    guard !longest.isEmpty else {
      return
        "Nothing was measured: of \(Plural.text(run.records.count, "planned cell")) none came to "
        + "a time."
    }
    let each = longest.count > 1 ? " of each" : ""
    return "At the most that was measured\(each), " + longest.listed
      + (run.others.isEmpty ? "." : "; no length was measured for both \(pairText).")
  }

  private var pairText: String {
    "\(ReportedRun.title(of: run.baseline)) and "
      + (run.others.count == 1 ? ReportedRun.title(of: run.others[0]) : "another")
  }
}
