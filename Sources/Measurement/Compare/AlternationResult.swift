import Statistics

/// What an alternation found.
public struct AlternationResult: Sendable {
  /// Why it stopped.
  public enum Ending: Equatable, Sendable {
    /// Everything asked for was measured.
    case decided
    case budgetSpent
    case interrupted
    /// The two sides print different cells.
    case nothingInCommon
    case failed(ComparisonSide, RoundFailure)

    init(_ failure: RoundFailure, of side: ComparisonSide) {
      switch failure {
      case .timedOut: self = .budgetSpent
      case .interrupted: self = .interrupted
      default: self = .failed(side, failure)
      }
    }

    /// Whether there may be time and reason for a rerun.
    var allowsRerun: Bool { self == .decided || self == .budgetSpent }
  }

  /// One cell's times against each other.
  public struct Cell: Sendable {
    public let name: String
    /// Over both runs; `nil` when the cell wasn't measured on both sides.
    public let comparison: Comparison?
    public let verdict: Verdict
    /// Why it is inconclusive, failed or incomplete: a sentence's end.
    public let doubt: String?
    /// The side on which it failed, and why.
    public let failure: (side: ComparisonSide, reason: String)?
    /// The side that didn't measure it, or not in each round, and how that is said: a sentence's end.
    public let missing: (side: ComparisonSide, reason: String)?
    /// By Holm over the run's cells, in the first run.
    public let adjustedProbability: Double?
    /// The median of each side's seconds.
    public let seconds: [ComparisonSide: Double]
  }

  public let cells: [Cell]
  /// The baseline against itself, over both runs.
  public let control: Comparison?
  public let isControlFailed: Bool
  public let floor: NoiseBand
  /// Blocks of the first run, and of the rerun.
  public let blocks: Int
  public let rerunBlocks: Int
  public let ending: Ending
  public let seconds: Double

  init(
    first: [ComparisonBlock], rerun: [ComparisonBlock], floor: NoiseBand, ending: Ending,
    seconds: Double
  ) {
    let judge = Judge(first: first, rerun: rerun, floor: floor)
    cells = BlockAnalysis.cells(of: first + rerun).map(judge.cell)
    control = BlockAnalysis.control(of: first + rerun)
    isControlFailed = judge.isControlFailed
    self.floor = floor
    blocks = first.count
    rerunBlocks = rerun.count
    self.ending = ending
    self.seconds = seconds
  }

  /// Of all cells together: inconclusive when the control failed, else regressed if one is, else
  /// inconclusive if one is, else improved if one is.
  ///
  /// Cells that failed or that a side lacks aren't in it; what they mean is for who asks to say.
  public var verdict: Verdict {
    let verdicts = cells.filter { $0.missing == nil && $0.failure == nil }.map(\.verdict)
    return isControlFailed ? .inconclusive : Verdict(of: verdicts)
  }
}

/// Puts a first run and its rerun together.
private struct Judge {
  let first: [ComparisonBlock]
  let rerun: [ComparisonBlock]
  let floor: NoiseBand
  private let rounds: [(side: ComparisonSide, output: RoundOutput)]
  private let analysis: BlockAnalysis
  /// Of the suspects alone; a change has to be there again, not to be as large again.
  private let confirmation: BlockAnalysis
  let isControlFailed: Bool

  init(first: [ComparisonBlock], rerun: [ComparisonBlock], floor: NoiseBand) {
    self.first = first
    self.rerun = rerun
    self.floor = floor
    rounds = (first + rerun).flatMap(\.rounds)
    analysis = BlockAnalysis(first, floor: floor)
    confirmation = BlockAnalysis(
      rerun, cells: analysis.suspects, floor: NoiseBand(halfWidth: 0),
      isControlled: false)
    let reruns = BlockAnalysis(rerun, cells: [], floor: floor)
    isControlFailed = analysis.run.control == .failed || reruns.run.control == .failed
  }

  func cell(_ name: String) -> AlternationResult.Cell {
    let (verdict, doubt) = decide(name)
    let sides = ComparisonSide.allCases.map { side in
      rounds.filter { $0.side == side }.map(\.output)
    }
    let failure = zip(ComparisonSide.allCases, sides).lazy.compactMap { side, rounds in
      rounds.lazy.compactMap { $0.failures[name] }.first.map { (side: side, reason: $0) }
    }.first
    let seconds = Dictionary(
      uniqueKeysWithValues: zip(ComparisonSide.allCases, sides).compactMap { side, rounds in
        let values = rounds.flatMap { $0.seconds[name] ?? [] }
        return values.isEmpty ? nil : (side, Median.of(values))
      })
    return AlternationResult.Cell(
      name: name,
      comparison: Comparison(pairs: (first + rerun).compactMap { $0.logRatio(of: name) }),
      verdict: verdict, doubt: doubt, failure: failure, missing: Self.missing(name, sides),
      adjustedProbability: analysis.judgement(of: name)?.adjustedProbability, seconds: seconds)
  }

  /// Which side lacks a cell in some round, the candidate first; and else, where one prints it more
  /// often in a round than the other, since then they don't time the same.
  private static func missing(
    _ cell: String, _ sides: [[RoundOutput]]
  ) -> (side: ComparisonSide, reason: String)? {
    let counts = sides.map { rounds in rounds.map { $0.seconds[cell]?.count ?? 0 } }
    for (side, index) in [(ComparisonSide.candidate, 1), (.baseline, 0)] {
      let measured = counts[index].count { $0 > 0 }
      guard measured < counts[index].count else { continue }
      let skip = sides[index].lazy.compactMap { $0.skips[cell] }.first.map { ": \($0)" } ?? ""
      return (
        side,
        measured == 0
          ? "\(side.letter) doesn't measure it\(skip)"
          : "\(side.letter) measured it in only \(measured) of \(counts[index].count) rounds\(skip)"
      )
    }
    let visits = Set(counts.joined()).sorted()
    guard visits.count > 1 else { return nil }
    return (
      .candidate,
      "a round prints it \(visits.map { "\($0)" }.joined(separator: " or ")) times, so that the two "
        + "don't time the same"
    )
  }

  private func decide(_ name: String) -> (Verdict, doubt: String?) {
    guard let judgement = analysis.judgement(of: name) else {
      return (.inconclusive, "it was not measured on both sides in any block")
    }
    if isControlFailed { return (.inconclusive, Judgement.Doubt.controlFailed.text) }
    let verdict = analysis.verdict(of: name)
    switch verdict {
    case .unchanged: return (verdict, nil)
    case .inconclusive:
      // Without a doubt of its own it lies inside the band, but not with the confidence asked for.
      return (verdict, judgement.doubt?.text ?? "more blocks could still find a change")
    case .improved, .regressed:
      guard rerun.count >= first.count else {
        return (.inconclusive, "the rerun that has to confirm it could not be finished")
      }
      let isConfirmed = confirmation.judgement(of: name)?.verdict == verdict
      return isConfirmed ? (verdict, nil) : (.inconclusive, Judgement.Doubt.notConfirmed.text)
    }
  }
}
