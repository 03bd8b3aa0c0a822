/// A cell's verdict with what led to it.
public struct Judgement: Codable, Hashable, Sendable {
  /// Why a cell's verdict is inconclusive.
  public enum Doubt: String, Codable, Sendable {
    case controlFailed
    case tooFewRounds
    /// The interval lies across an edge of the noise band.
    case acrossTheBand
    /// Beyond the band, but among so many cells chance alone would do it too often.
    case notSignificant
    /// A fresh rerun didn't find the change again.
    case notConfirmed

    /// A sentence's end, such as "its interval lies across the edge of the noise band".
    public var text: String {
      switch self {
      case .controlFailed: "the run's control found a build to differ from itself"
      case .tooFewRounds: "fewer than \(Comparison.fewestRounds) rounds have no interval"
      case .acrossTheBand: "its interval lies across the edge of the noise band"
      case .notSignificant: "among so many cells chance alone could have done it"
      case .notConfirmed: "a fresh rerun didn't find the change again"
      }
    }
  }

  public let verdict: Verdict
  /// `nil` unless the verdict is inconclusive.
  public let doubt: Doubt?
  public let band: NoiseBand
  /// By Holm over the run's cells; `nil` for a cell with too few rounds.
  public let adjustedProbability: Double?

  private init(
    _ verdict: Verdict, _ doubt: Doubt?, band: NoiseBand, adjustedProbability: Double?
  ) {
    self.verdict = verdict
    self.doubt = doubt
    self.band = band
    self.adjustedProbability = adjustedProbability
  }

  init(
    of comparison: Comparison, band: NoiseBand, control: ControlOutcome,
    adjustedProbability: Double?
  ) {
    func judge() -> (Verdict, Doubt?) {
      guard control != .failed else { return (.inconclusive, .controlFailed) }
      guard let interval = comparison.interval, let adjustedProbability else {
        return (.inconclusive, .tooFewRounds)
      }
      let verdict = band.verdict(on: interval)
      if verdict == .inconclusive { return (.inconclusive, .acrossTheBand) }
      guard !verdict.isChange || adjustedProbability <= ComparisonRun.level else {
        return (.inconclusive, .notSignificant)
      }
      return (verdict, nil)
    }
    let (verdict, doubt) = judge()
    self.init(verdict, doubt, band: band, adjustedProbability: adjustedProbability)
  }

  /// What is left of a change that a rerun didn't confirm.
  var unconfirmed: Judgement {
    Judgement(.inconclusive, .notConfirmed, band: band, adjustedProbability: adjustedProbability)
  }
}
