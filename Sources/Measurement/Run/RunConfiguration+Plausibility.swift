extension RunConfiguration {
  /// Makes sure that what is computed from it makes sense.
  public var problem: String? {
    guard digest == identity.digest else { return "it was edited: its digest is another" }
    guard identity.isPlausible else { return "what it says of the run's setting can't be" }
    guard plan.limits.isPlausible else { return "what it says of the run's limits can't be" }
    let names = plan.entries.map(\.estimate.cell)
    guard Set(names).count == names.count else { return "it plans a cell twice" }
    let odd = plan.entries.first { !$0.isPlausible(in: identity) }
    return odd.map { "its plan of \($0.estimate.cell) can't be" }
  }
}

extension RunConfiguration.Identity {
  fileprivate var isPlausible: Bool {
    segmentPositions > 0 && setting.memorySlots ?? 0 >= 0 && setting.layers > 0
      && setting.threads > 0 && setting.ranks > 0
  }
}

extension SweepPlan.Limits {
  fileprivate var isPlausible: Bool {
    let seconds = [budget, spentSeconds, setupSeconds]
    return 1...1_000_000 ~= rounds.minimum && rounds.minimum <= rounds.maximum && budget > 0
      && seconds.allSatisfy { $0 >= 0 && $0.isFinite }
  }
}

extension SweepPlan.Entry {
  fileprivate func isPlausible(in identity: RunConfiguration.Identity) -> Bool {
    let cell = identity.cell(estimate.cell)
    return cell.positions == estimate.positions && cell.digest == estimate.digest
      && identity.architectures.contains(cell.architecture) && 0...1_000_000 ~= rounds
      && shareSeconds >= 0 && estimate.usefulFlops > 0
      && estimate.rooflineSeconds.map { $0 > 0 && $0.isFinite } ?? true
  }
}
