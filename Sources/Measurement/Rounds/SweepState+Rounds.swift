extension SweepState {
  /// A cell to visit, by its place in the plan.
  public struct Visit: Equatable, Sendable {
    public let place: Int
    /// Seconds that it is expected to take.
    public let seconds: Double
    /// Seconds that measuring a disturbed block again may take.
    public let retrySeconds: Double
  }

  /// A round, or what is left of it.
  public struct Round: Equatable, Sendable {
    public let number: Int
    public let visits: [Visit]
    /// Whether kernels are checked: until each of the cells has been.
    public let isChecked: Bool
  }

  /// What comes next.
  public struct Step: Equatable, Sendable {
    /// Cells that are given up, since there is no time for their fewest rounds.
    public var givenUp: [Sample] = []
    /// `nil` at the end.
    public var round: Round?
  }

  /// What comes next when so many seconds are left.
  ///
  /// A round's order comes from outside, as its randomness does. Cells that are given up are taken
  /// in already.
  public mutating func next(secondsLeft: Double, order: (_ round: Int) -> [Int]) -> Step {
    var step = Step()
    for number in 1...max(1, plan.mostRounds) {
      let pending = order(number).filter { isPending($0, inRound: number) }
      guard !pending.isEmpty else { continue }
      if number <= plan.limits.rounds.minimum {
        step.givenUp += giveUp(inRound: number, secondsLeft: secondsLeft)
      }
      let visits = affordable(pending.filter { cells[$0].end == nil }, secondsLeft)
      guard visits.isEmpty else {
        step.round = Round(
          number: number, visits: visits,
          isChecked: visits.contains { cells[$0.place].kept.isEmpty })
        return step
      }
    }
    return step
  }

  /// Whether a cell is to be visited in a round; decided by earlier rounds, so that it is the same
  /// in the middle of a round.
  func isPending(_ place: Int, inRound round: Int) -> Bool {
    let (entry, state) = (plan.entries[place], cells[place])
    guard entry.rounds >= round, state.end == nil, state.kept[round] == nil else { return false }
    guard let precision = plan.limits.rounds.precision, round > plan.limits.rounds.minimum else {
      return true
    }
    if timing(of: place, before: round)?.isPrecise(within: precision) ?? false { return false }
    // A rounding error is no reason to stop.
    return state.spentSeconds + expectedSeconds(place) <= entry.shareSeconds * 1.02
  }

  /// Seconds that a visit is expected to take: what it took, or the plan's estimate corrected by
  /// what was measured of others.
  func expectedSeconds(_ place: Int) -> Double {
    let visits = cells[place].kept.values.compactMap(\.visitSeconds)
    if !visits.isEmpty { return visits.reduce(0, +) / Double(visits.count) }
    return plan.entries[place].estimate.visitSeconds * correction(like: place)
  }

  /// How much longer visits of an architecture's measured cells took than planned.
  private func correction(like place: Int) -> Double {
    let architecture = plan.entries[place].estimate.cell.architecture
    var (expected, taken) = (0.0, 0.0)
    for (entry, state) in zip(plan.entries, cells)
    where entry.estimate.cell.architecture == architecture {
      for seconds in state.kept.values.compactMap(\.visitSeconds) {
        expected += entry.estimate.visitSeconds
        taken += seconds
      }
    }
    return expected > 0 && taken > 0 ? taken / expected : 1
  }

  /// Gives up cells until the others' fewest rounds fit: largest first, favoured ones last.
  private mutating func giveUp(inRound round: Int, secondsLeft: Double) -> [Sample] {
    let minimum = plan.limits.rounds.minimum
    let active = plan.entries.indices.filter {
      plan.entries[$0].isRun && cells[$0].end == nil && cells[$0].kept.count < minimum
    }
    let needs = active.map { place in
      (place, Double(minimum - cells[place].kept.count) * expectedSeconds(place))
    }
    let starts = Double(minimum - round + 1) * plan.limits.setupSeconds
    var needed = needs.reduce(active.isEmpty ? 0 : starts) { $0 + $1.1 }
    var samples: [Sample] = []
    let order = needs.sorted { a, b in
      let (first, second) = (
        plan.isFavoured(plan.entries[a.0]), plan.isFavoured(plan.entries[b.0])
      )
      return first == second ? a.1 > b.1 : second
    }
    for (place, seconds) in order where needed > secondsLeft {
      let sample = Sample(
        cell: plan.entries[place].estimate.cell, digest: plan.entries[place].estimate.digest,
        round: round,
        order: visited(inRound: round), status: .skipped,
        reason: plan.timeReason(
          needing: Double(minimum) * expectedSeconds(place), left: secondsLeft))
      take(sample)
      samples.append(sample)
      needed -= seconds
    }
    return samples
  }

  /// Those of a round's cells that fit into the time, in its order.
  private func affordable(_ places: [Int], _ secondsLeft: Double) -> [Visit] {
    var left = secondsLeft - plan.limits.setupSeconds
    var visits: [Visit] = []
    for place in places {
      let seconds = expectedSeconds(place)
      guard seconds <= left else { continue }
      left -= seconds
      visits.append(
        Visit(place: place, seconds: seconds, retrySeconds: retrySeconds(place, seconds)))
    }
    return visits
  }

  /// What is left of a cell's share beyond its fewest rounds.
  private func retrySeconds(_ place: Int, _ seconds: Double) -> Double {
    let missing = max(1, plan.limits.rounds.minimum - cells[place].kept.count)
    let state = cells[place]
    return max(0, plan.entries[place].shareSeconds - state.spentSeconds - Double(missing) * seconds)
  }
}
