import Text

extension SweepState {
  /// What is known of every cell, in the plan's order.
  public func records(_ identity: RunConfiguration.Identity) -> [CellRecord] {
    plan.entries.indices.map { record(of: $0, identity) }
  }

  /// What is known of the cell at a place of the plan.
  public func record(of place: Int, _ identity: RunConfiguration.Identity) -> CellRecord {
    let estimate = plan.entries[place].estimate
    return CellRecord(
      cell: identity.cell(estimate.cell),
      usefulFlops: estimate.usefulFlops, outcome: outcome(of: place),
      predictedSeconds: estimate.rooflineSeconds, discards: cells[place].discarded.count)
  }

  private func outcome(of place: Int) -> CellRecord.Outcome {
    let (entry, state) = (plan.entries[place], cells[place])
    if let reason = entry.reason { return .skipped(reason) }
    if state.end?.status == .failed, state.kept.count < plan.limits.rounds.minimum {
      return .failed(state.end?.reason ?? "it gave no reason")
    }
    if let timing = timing(of: place), state.kept.count >= plan.limits.rounds.minimum {
      return .measured(timing)
    }
    if let reason = state.end?.reason { return .skipped(reason) }
    let rounds =
      "\(state.kept.count) of at least \(Plural.text(plan.limits.rounds.minimum, "round"))"
    return .skipped(state.kept.isEmpty ? "not reached" : "not finished: measured in \(rounds)")
  }

  /// The rounds that count; `nil` when there is none.
  func timing(of place: Int, before round: Int = .max) -> CellRecord.Timing? {
    let state = cells[place]
    let samples = state.samples(before: round)
    guard !samples.isEmpty else { return nil }
    return CellRecord.Timing(
      secondsByRound: Dictionary(
        samples.map { ($0.round, $0.seconds ?? 0) }, uniquingKeysWith: { first, _ in first }),
      peakResidentBytes: samples.compactMap(\.residentBytes).max() ?? 0,
      checkedError: samples.compactMap(\.checkedError).max() ?? .infinity,
      disturbed: samples.count { $0.isDisturbed },
      failure: state.end?.status == .failed ? state.end?.reason : nil)
  }
}
