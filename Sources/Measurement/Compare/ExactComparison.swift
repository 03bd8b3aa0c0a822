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

  /// A cell that could not be counted.
  public struct Failure: Equatable, Sendable {
    public let cell: String
    public let side: ComparisonSide
    public let reason: String
  }

  /// By cell, in order of appearance; counts that neither side has are left out, as are cells that
  /// failed.
  public let rows: [Row]
  /// In order of appearance.
  public let failures: [Failure]

  /// O(cells).
  public init(baseline: [ExactCounts], candidate: [ExactCounts]) {
    var seen: Set<String> = []
    let cells = (baseline + candidate).map(\.cell).filter { seen.insert($0).inserted }
    let sides = [baseline, candidate].map { side in
      Dictionary(side.map { ($0.cell, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let failures = cells.compactMap { cell in
      zip(ComparisonSide.allCases, sides).lazy.compactMap { side, counts in
        counts[cell]?.failure.map { Failure(cell: cell, side: side, reason: $0) }
      }.first
    }
    let failed = Set(failures.map(\.cell))
    self.failures = failures
    rows = cells.filter { !failed.contains($0) }.flatMap { cell in
      ExactCounts.Measure.allCases.compactMap { measure in
        let row = Row(
          cell: cell, measure: measure, baseline: sides[0][cell]?.counts[measure],
          candidate: sides[1][cell]?.counts[measure])
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
