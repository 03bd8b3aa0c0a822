import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// Two candidates and what they are compared by.
struct CandidatePair {
  let first: Candidate
  let second: Candidate
  let metric: Metric
  private let pass: PassArguments
  private let plans: (first: MemoryPlan, second: MemoryPlan)
  private let rooflines: (first: Roofline?, second: Roofline?)

  /// - Parameter candidates: A list for each model. Two models as two architectures are taken in
  ///   order: the first as the first, the second as the second.
  /// - Throws: A usage error unless that is two candidates that cross at most once, and hardware for
  ///   a time.
  init(
    _ candidates: [[Candidate]], metric: Metric, _ pass: PassArguments,
    _ machine: MachineArguments
  ) throws {
    let all = candidates.flatMap(\.self)
    switch (candidates.count, candidates.first?.count) {
    case (1, 2), (2, 1): (first, second) = (all[0], all[1])
    case (2, 2): (first, second) = (candidates[0][0], candidates[1][1])
    default:
      throw ValidationError(
        "a crossover is between two candidates, not \(all.count): one model as --arch full,rmt, or "
          + "two models")
    }
    try metric.check(pass, machine)
    self.metric = metric
    self.pass = pass
    plans = (try machine.plan(for: first), try machine.plan(for: second))
    rooflines = (try machine.roofline(for: first), try machine.roofline(for: second))
    guard Set(segmentLengths).count <= 1 else {
      throw ValidationError(
        "segments of different lengths begin at different places, so who is cheaper changes back "
          + "and forth; `flops sweep --chart` shows it")
    }
  }

  /// Lengths of segments of those that have any.
  private var segmentLengths: [Int] {
    [first, second].compactMap { $0.program.segmentation(of: 1)?.length }
  }

  /// Both costs of a length, in the metric's unit.
  func costs(
    of length: Int, under convention: Convention
  ) throws -> (first: Cost, second: Cost) {
    (
      try cost(of: first, length, convention, plans.first, rooflines.first),
      try cost(of: second, length, convention, plans.second, rooflines.second)
    )
  }

  /// Where one becomes cheaper for good.
  func crossover(under convention: Convention, upTo limit: Int) throws -> CrossoverRow {
    let limit = pass.phase == .decode ? min(limit, Pass.longestDecode - 1) : limit
    // FLOPs and memory of a segment never fall as it fills; bytes and time may.
    let isSteady = metric == .flops || metric == .memory
    let crossover = try Crossover.find(
      upTo: limit, stretch: isSteady ? 1 : segmentLengths.first ?? 1
    ) { length -> (first: Cost, second: Cost) in try self.costs(of: length, under: convention) }
    let there = try crossover.map { try costs(of: $0.length, under: convention) }
    return CrossoverRow(
      pair: self, convention: convention, limit: limit, crossover: crossover, costs: there)
  }

  /// A whole number where there is one, so that equal is equal.
  enum Cost: Comparable {
    case whole(UInt128)
    case real(Double)

    var value: Double {
      switch self {
      case .whole(let whole): Double(whole)
      case .real(let real): real
      }
    }
  }

  private func cost(
    of candidate: Candidate, _ length: Int, _ convention: Convention, _ plan: MemoryPlan,
    _ roofline: Roofline?
  ) throws -> Cost {
    let pass = pass.pass(candidate, lengths: [length])
    let (ledger, moved): (Ledger, Ledger)
    do {
      try pass.check(plan)
      ledger = try pass.ledger(parameters: candidate.parameters(of: pass))
      moved = try roofline.map { try pass.ledger(on: $0, inChunks: ledger) } ?? ledger
    } catch {
      throw CommandLineError("\(candidate.title): \(error)").usage
    }
    switch metric {
    case .flops:
      guard let bill = ledger.priced(by: convention, training: pass.recomputation) else {
        throw convention.noTrainingRule
      }
      return .whole(bill.total)
    case .bytes: return .whole(moved.traffic(plan.precision).total)
    case .memory:
      return .whole(
        try pass.memory(plan, ledger: ledger, parameters: candidate.parameters(of: pass)).total)
    case .time:
      let estimate = roofline?.time(moved, training: pass.recomputation)
      guard let estimate else {
        throw ValidationError("the hardware has no peak for --dtype \(plan.precision)")
      }
      return .real(estimate.seconds)
    }
  }
}
