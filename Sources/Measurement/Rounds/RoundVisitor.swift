/// Visits cells in the order given, once each, in this process.
///
/// It only measures: whoever prints or stores takes the samples as they come.
public struct RoundVisitor<Subject: RoundSubject> {
  /// A cell and what it may cost.
  public struct Visit: Equatable, Sendable {
    public var cell: CellName
    /// ``Cell/digest`` of the cell.
    public var digest: String
    /// Seconds that measuring a disturbed block again may take.
    public var retrySeconds: Double

    public init(_ cell: CellName, digest: String, retrySeconds: Double) {
      self.cell = cell
      self.digest = digest
      self.retrySeconds = retrySeconds
    }
  }

  /// The kernels don't compute what the reference computes.
  struct CheckFailure: Error, CustomStringConvertible {
    let error: Double
    let tolerance: Double
    var description: String {
      "check: the result differs from the reference by \(error), more than \(tolerance)"
    }
  }

  /// How often a disturbed block is measured again at most.
  public static var mostRetries: Int { 2 }
  /// A first pass that took so many shortest blocks isn't short, whatever else was made in it.
  private static var longestMaking: Double { 10 }
  /// Calibrations at the start, until which the processor has reached its pace.
  private static var firstCalibrations: Int { 5 }

  private let subject: Subject
  private let round: Int
  private let isChecked: Bool
  private let clock = ContinuousClock()
  private var fastest = Double.infinity

  /// - Parameter isChecked: Whether each cell's kernels are checked before they are timed.
  public init(_ subject: Subject, round: Int, isChecked: Bool) {
    self.subject = subject
    self.round = round
    self.isChecked = isChecked
  }

  /// Makes every visit; one that fails doesn't keep the others from being made.
  public mutating func run(_ visits: [Visit], onSample: (Sample) -> Void) {
    for _ in 0..<Self.firstCalibrations { _ = calibrate() }
    for (order, visit) in visits.enumerated() { run(visit, order: order, onSample: onSample) }
  }

  private mutating func run(_ visit: Visit, order: Int, onSample: (Sample) -> Void) {
    var sample = Sample(
      cell: visit.cell, digest: visit.digest, round: round, order: order, status: .measured)
    var start = clock.now
    do {
      sample.checkedError = isChecked ? try checkedError(of: visit.cell) : nil
      // A check takes the same for every number of segments, and isn't repeated.
      start = clock.now
      try subject.prepare(visit.cell)
      let pass = try subject.pass(visit.cell)
      let passes = try warmUp(visit.cell, pass)
      sample.passes = passes
      var left = visit.retrySeconds
      while true {
        try measure(passes, pass, into: &sample)
        let seconds = start.duration(to: clock.now) / .seconds(1)
        sample.visitSeconds = seconds
        // The next try is expected to take as long as this one.
        guard sample.isDisturbed, sample.attempt <= Self.mostRetries, seconds <= left else { break }
        sample.status = .discarded
        onSample(sample)
        sample.attempt += 1
        left -= seconds
        start = clock.now
      }
      sample.status = .measured
    } catch {
      sample = Sample(
        cell: visit.cell, digest: visit.digest, round: round, order: order,
        attempt: sample.attempt, status: .failed, reason: "\(error)",
        visitSeconds: start.duration(to: clock.now) / .seconds(1))
    }
    onSample(sample)
  }

  private func checkedError(of cell: CellName) throws -> Double {
    let error = try subject.check(cell)
    guard error <= subject.tolerance else {
      throw CheckFailure(error: error, tolerance: subject.tolerance)
    }
    return error
  }

  /// How many passes the block is made of, after an untimed pass where one is made.
  private func warmUp(_ cell: CellName, _ pass: () throws -> Void) throws -> Int {
    guard try subject.isWarmedUp(cell) else { return 1 }
    // The first pass also makes what later ones find; the second tells how long one takes.
    let first = try TimedBlock.seconds(passes: 1, then: subject.synchronize, pass)
    guard first < Self.longestMaking * TimedBlock.shortest else { return 1 }
    return TimedBlock.passes(
      lasting: min(first, try TimedBlock.seconds(passes: 1, then: subject.synchronize, pass)))
  }

  private mutating func measure(
    _ passes: Int, _ pass: () throws -> Void, into sample: inout Sample
  ) throws {
    let calibratedBefore = calibrate()
    let before = SystemCounters.now(cores: subject.cores)
    let seconds = try TimedBlock.seconds(passes: passes, then: subject.synchronize, pass)
    let after = SystemCounters.now(cores: subject.cores, isAfter: true)
    let calibratedAfter = calibrate()
    let change = after.since(before, seconds: seconds, cores: subject.cores.count)
    let sentinels = Sentinels(
      stealShare: change.stealShare, pressureShare: change.pressureShare,
      involuntarySwitches: change.switches, systemSeconds: change.systemSeconds,
      pageFaults: change.pageFaults, calibrationBeforeSeconds: calibratedBefore,
      calibrationAfterSeconds: calibratedAfter, calibrationFastestSeconds: fastest,
      calibrationFlops: subject.calibrationFlops)
    let reason = sentinels.disturbance(blockSeconds: seconds, threads: subject.threads)
    sample.seconds = seconds / Double(passes)
    sample.residentBytes = subject.peakResidentBytes()
    let lowered = subject.loweredOperations()
    sample.lowered = lowered.isEmpty ? nil : lowered.joined(separator: ", ")
    sample.sentinels = sentinels
    sample.reason = reason
    sample.isDisturbed = reason != nil
  }

  private mutating func calibrate() -> Double {
    let seconds = subject.calibrate()
    fastest = min(fastest, seconds)
    return seconds
  }
}
