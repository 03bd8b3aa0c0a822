import CommandLineKit
import Statistics
import Text

extension PaperBesideMachine {
  /// What the numbers are, the most important sentence first, the one about what is measured last.
  public var sentences: [String] {
    [
      lawSentence, timedCountSentence, countSentence, breakEvenSentence, holdOutSentence,
      scopeSentence,
    ]
    .compactMap { $0 }
  }

  private func at(_ segments: Int) -> String { Plural.text(segments, "segment") }

  private func count(_ name: String, whole: Bool, segments: Int) -> Double? {
    counts.first { $0.isWholeModel == whole && $0.convention.name == name }?
      .ratios.first { $0.segments == segments }?.value
  }

  /// What was measured of both, in one sentence.
  public var finding: String {
    guard let time = measuredTime else {
      return "No number of segments was measured for both architectures, so that there is no "
        + "measured ratio."
    }
    let positions = Plural.text(time.segments * subject.options.memory.segmentLength, "position")
    return "At \(at(time.segments)) (\(positions)), the most that both were measured at, full "
      + "attention \(took(time))\(measuredMemory.map(memoryClause) ?? "")."
  }

  private func took(_ time: Ratio) -> String {
    let number = ResolvedNumber(time.value, time.spread)
    let place = time.spread.text(number)
    if time.spread.bounds?.contains(1) == true {
      return "took as long as RMT, as far as can be told (×\(number.text); \(place))"
    }
    return time.value > 1
      ? "took \(number.text) times as long as RMT (\(place))"
      : "took ×\(number.text) of RMT's time (\(place))"
  }

  private func memoryClause(_ memory: Ratio) -> String {
    let number = NumberFormat.significant(memory.value, digits: 3)
    return abs(memory.value - 1) < 0.05
      ? ", in as much memory" : ", in \(number) times its peak memory"
  }

  /// FLOPs of what was timed, where it was timed.
  private var timedCountSentence: String? {
    guard let time = measuredTime else { return nil }
    let whole = subject.isWholeTimed
    guard let matmul = count("matmul", whole: whole, segments: time.segments),
      let executed = count("executed", whole: whole, segments: time.segments)
    else { return nil }
    return "The FLOPs of the program that was timed, counted at \(at(time.segments)), are "
      + "\(Self.times(matmul)) under matmul and \(Self.times(executed)) under executed."
  }

  private var lawSentence: String? {
    guard !lawTimes.isEmpty else {
      return "Too few sizes were measured to fit both laws: nothing is said of longer sequences."
    }
    let parts = lawTimes.map { ratio -> String in
      let number = ResolvedNumber(ratio.value, ratio.spread)
      return "×\(number.text) (\(ratio.spread.text(number))) at \(at(ratio.segments))"
    }
    return "The laws fitted to the times, which are a model, give "
      + parts.joined(separator: " and ") + "."
  }

  private var countSentence: String? {
    let segments = Self.paperSegments
    let values = subject.conventions.compactMap { convention in
      count(convention.name, whole: true, segments: segments).map {
        "\(Self.times($0)) under \(convention.name)"
      }
    }
    guard !values.isEmpty else { return nil }
    var sentence =
      "FLOPs of the whole \(subject.modelName) over \(at(segments)) are "
      + Self.listed(values)
    if let paper = Self.published(subject, segments: segments) {
      sentence += "; the RMT paper's \(Self.times(paper)) is the first of these"
    }
    return sentence + "."
  }

  private var breakEvenSentence: String? {
    guard laws.full != nil, laws.rmt != nil else { return nil }
    guard let breakEven = laws.breakEven else {
      return "By the laws RMT is nowhere cheaper up to "
        + "\(at(BreakEven.defaultLimit))."
    }
    let interval: String
    switch (breakEven.low, breakEven.high) {
    case (let low?, let high?) where low == high: interval = " (all resamples agree)"
    case (let low?, let high?):
      interval =
        " (\(NumberFormat.grouped(low)) to \(NumberFormat.grouped(high)))"
    case (let low?, nil): interval = " (\(NumberFormat.grouped(low)) or more)"
    default: interval = " (no interval)"
    }
    return "By the laws RMT takes less time from \(at(breakEven.segments)) on\(interval)."
  }

  /// Whether laws fitted without the two largest sizes predict what these took.
  private var holdOutSentence: String? {
    guard laws.full != nil || laws.rmt != nil else { return nil }
    let tried = [("full attention", laws.full), ("RMT", laws.rmt)]
    let test = "Whether laws fitted without the two largest sizes predict these"
    guard tried.contains(where: { $0.1?.holdOut != nil }) else {
      return "\(test) couldn't be tried, for want of sizes or of rounds."
    }
    let verdicts = tried.map { name, fit -> String in
      guard let fit, let holdOut = fit.holdOut else {
        return "\(name) has too few sizes or rounds to try it"
      }
      let (held, count) = (holdOut.points.count(where: \.holds), holdOut.points.count)
      let doubt = "so that what it says of longer sequences is in doubt"
      if holdOut.law.form != fit.law.form {
        return
          "\(name)'s is of another form without them and predicts \(held) of \(count), \(doubt)"
      }
      return held == count
        ? "\(name)'s predicts both within its interval"
        : "\(name)'s predicts \(held) of \(count), \(doubt)"
    }
    return "\(test) was tried: " + verdicts.joined(separator: "; ") + "."
  }

  /// What is measured and what is not, in one sentence.
  private var scopeSentence: String {
    func up(_ name: String, _ segments: Int?) -> String {
      segments.map { "\(name) up to \(at($0))" } ?? "\(name) not at all"
    }
    let all = subject.isWholeTimed ? "" : ", and of the whole model nothing was timed"
    return "Measured are time and memory of \(subject.timedName) on this machine, "
      + "\(up("full attention", largest.full)) and \(up("RMT", largest.rmt)); what the laws say "
      + "beyond is predicted, FLOPs are counted\(all)."
  }

  private static func listed(_ parts: [String]) -> String {
    guard parts.count > 1, let last = parts.last else { return parts.joined() }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}
