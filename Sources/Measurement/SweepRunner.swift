/// Visits the cells of a plan round by round, within the budget, and keeps what was measured.
///
/// It does nothing but decide and measure: whoever prints, stores or draws listens to its events.
public struct SweepRunner {
  /// One visit's result.
  public struct Visit: Sendable {
    public var seconds: Double
    public var peakResidentBytes: Int

    public init(seconds: Double, peakResidentBytes: Int) {
      self.seconds = seconds
      self.peakResidentBytes = peakResidentBytes
    }
  }

  /// What happens to one visit of the schedule.
  public enum Event: Sendable {
    case starting(SweepPlan.Visit)
    /// It took place; the cell's record says with what result.
    case visited(SweepPlan.Visit, CellRecord)
    /// It was left out, because there was no time for it or because the cell has failed before.
    case dropped(SweepPlan.Visit, CellRecord, reason: String)
  }

  /// What a runner asks of whatever it times.
  public struct Subject {
    /// The cell's kernels on a small shape against the reference: the relative error.
    public var check: (Cell) throws -> Double
    /// The largest relative error a cell may have and still be stored.
    public var tolerance: Double
    /// One timed pass.
    public var visit: (Cell) throws -> Visit

    public init(
      check: @escaping (Cell) throws -> Double, tolerance: Double,
      visit: @escaping (Cell) throws -> Visit
    ) {
      self.check = check
      self.tolerance = tolerance
      self.visit = visit
    }
  }

  private let plan: SweepPlan
  private let subject: Subject
  /// Seconds since the sweep began.
  private let elapsed: () -> Double
  /// A record for every cell, in the plan's order.
  public private(set) var records: [CellRecord]
  /// How much longer a pass really took than predicted, the last one of each architecture.
  private var correction: [String: Double] = [:]

  public init(_ plan: SweepPlan, subject: Subject, elapsed: @escaping () -> Double) {
    self.plan = plan
    self.subject = subject
    self.elapsed = elapsed
    records = plan.entries.map { entry in
      let reason = if case .skip(let reason) = entry.decision { reason } else { "not reached" }
      return CellRecord(
        cell: entry.estimate.cell, usefulFlops: entry.estimate.usefulFlops,
        outcome: .skipped(reason), predictedSeconds: entry.estimate.rooflineSeconds)
    }
  }

  /// Makes every visit of a schedule that there is time for.
  public mutating func run(_ schedule: [SweepPlan.Visit], onEvent: (Event) -> Void) {
    for visit in schedule {
      if let reason = reasonToDrop(visit) {
        onEvent(.dropped(visit, records[visit.entry], reason: reason))
      } else {
        onEvent(.starting(visit))
        perform(visit)
        onEvent(.visited(visit, records[visit.entry]))
      }
    }
  }

  private mutating func reasonToDrop(_ visit: SweepPlan.Visit) -> String? {
    if case .failed(let reason) = records[visit.entry].outcome { return reason }
    var estimate = plan.entries[visit.entry].estimate
    estimate.seconds *= correction[estimate.cell.architecture] ?? 1
    var left = plan.limits.budget - elapsed()
    if visit.round > 1 || !plan.isFavoured(estimate.cell) { left -= reserved }
    guard estimate.visitSeconds > left else { return nil }
    let reason = SweepPlan.timeReason(
      expecting: estimate.seconds, left: left, of: plan.limits.budget)
    if records[visit.entry].timing == nil { records[visit.entry].outcome = .skipped(reason) }
    return reason
  }

  /// Seconds that first rounds of favoured cells still need.
  private var reserved: Double {
    plan.entries.indices.reduce(0) { sum, index in
      let estimate = plan.entries[index].estimate
      guard plan.isFavoured(estimate.cell), plan.entries[index].rounds > 0,
        case .skipped = records[index].outcome
      else { return sum }
      return sum + estimate.visitSeconds * (correction[estimate.cell.architecture] ?? 1)
    }
  }

  private mutating func perform(_ visit: SweepPlan.Visit) {
    let estimate = plan.entries[visit.entry].estimate
    do {
      var timing = try records[visit.entry].timing ?? firstTiming(of: estimate.cell)
      let result = try subject.visit(estimate.cell)
      timing.seconds.append(result.seconds)
      timing.peakResidentBytes = max(timing.peakResidentBytes, result.peakResidentBytes)
      records[visit.entry].outcome = .measured(timing)
      correction[estimate.cell.architecture] = result.seconds / estimate.seconds
    } catch {
      // What earlier rounds measured stands.
      if records[visit.entry].timing == nil { records[visit.entry].outcome = .failed("\(error)") }
    }
  }

  private func firstTiming(of cell: Cell) throws -> CellRecord.Timing {
    let error = try subject.check(cell)
    guard error <= subject.tolerance else {
      throw CheckFailure(error: error, tolerance: subject.tolerance)
    }
    return CellRecord.Timing(seconds: [], peakResidentBytes: 0, checkedError: error)
  }

  /// The kernels don't compute what the reference computes.
  struct CheckFailure: Error, CustomStringConvertible {
    let error: Double
    let tolerance: Double
    var description: String {
      "check: the result differs from the reference by \(error), more than \(tolerance)"
    }
  }
}
