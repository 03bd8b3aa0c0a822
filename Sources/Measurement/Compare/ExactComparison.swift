import Statistics

/// Two builds' counts against each other: without noise, so that a single run decides.
public struct ExactComparison: Sendable {
  /// One count of one cell.
  public struct Row: Equatable, Sendable {
    public let cell: String
    public let measure: ExactCounts.Measure
    public let baseline: UInt64?
    public let candidate: UInt64?

    /// The candidate's count for 1 of the baseline's; `nil` where one of them is missing or 0.
    public var ratio: Double? {
      guard let baseline, let candidate, baseline > 0 else { return nil }
      return Double(candidate) / Double(baseline)
    }

    /// Regressed when it grew by more than the measure's tolerance; `inconclusive` when a side is
    /// missing.
    public var verdict: Verdict {
      guard let baseline, let candidate else { return .inconclusive }
      let allowed = Double(baseline) * measure.tolerance
      if candidate > baseline, Double(candidate - baseline) > allowed { return .regressed }
      if baseline > candidate, Double(baseline - candidate) > allowed { return .improved }
      return .unchanged
    }
  }

  /// By cell, in order of appearance; counts that neither side has are left out.
  public let rows: [Row]

  public init(baseline: [ExactCounts], candidate: [ExactCounts]) {
    var seen: Set<String> = []
    let cells = (baseline + candidate).map(\.cell).filter { seen.insert($0).inserted }
    func count(_ side: [ExactCounts], _ cell: String, _ measure: ExactCounts.Measure) -> UInt64? {
      side.first { $0.cell == cell }?.counts[measure]
    }
    rows = cells.flatMap { cell in
      ExactCounts.Measure.allCases.compactMap { measure in
        let row = Row(
          cell: cell, measure: measure, baseline: count(baseline, cell, measure),
          candidate: count(candidate, cell, measure))
        return row.baseline == nil && row.candidate == nil ? nil : row
      }
    }
  }

  /// Regressed if any count is; else improved if any is; counts that only one side has are said, but
  /// decide nothing unless there is nothing else.
  public var verdict: Verdict {
    let verdicts = rows.map(\.verdict)
    for verdict in [Verdict.regressed, .improved, .unchanged] where verdicts.contains(verdict) {
      return verdict
    }
    return .inconclusive
  }
}
