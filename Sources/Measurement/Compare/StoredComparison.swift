import Statistics

/// Two runs that were made at different times: nothing pairs their rounds, and no control spans both.
public struct StoredComparison: Sendable {
  /// One cell that both have.
  public struct Cell: Sendable {
    public let name: CellName
    public let comparison: Comparison
    public let verdict: Verdict
    /// Why it is inconclusive: a sentence's end.
    public let doubt: String?
    /// By Holm over the cells; `nil` where a side says too little.
    public let adjustedProbability: Double?
    /// The median of each side's seconds.
    public let seconds: [ComparisonSide: Double]
  }

  /// A cell that a side can't be asked about, and why: a sentence's end.
  public struct Absence: Equatable, Sendable {
    public let cell: CellName
    public let side: ComparisonSide
    public let reason: String
  }

  /// Why two folders can't be compared.
  public enum Obstacle: Error, Equatable, Sendable {
    case nothingInCommon
    /// What they measured isn't the same; what differs, in a few words.
    case otherWork(String)
    /// They are from machines with these fingerprints.
    case otherMachine(String, String)
  }

  public let cells: [Cell]
  /// Cells that only one has measured.
  public let missing: [Absence]
  /// Cells that failed, also where rounds before that stand.
  public let failures: [Absence]
  public let floor: NoiseBand
  public let verdict: Verdict
  /// Whether the two machines are known to differ.
  public let isAcrossMachines: Bool

  /// Compares what both have, by the Mann-Whitney test and Holm's correction over the cells.
  ///
  /// - Parameters:
  ///   - acrossMachines: Whether different machines are compared nonetheless.
  public init(
    _ baseline: RunFolder, _ candidate: RunFolder, floor: NoiseBand = .floor,
    acrossMachines: Bool
  ) throws(Obstacle) {
    let (one, other) = (baseline.configuration.identity, candidate.configuration.identity)
    if let difference = Self.difference(one, other) { throw .otherWork(difference) }
    let machines = (one.fingerprint, other.fingerprint)
    isAcrossMachines = machines.0 != machines.1
    if isAcrossMachines, !acrossMachines { throw .otherMachine(machines.0, machines.1) }
    self.floor = floor
    let sides = [Self.records(baseline), Self.records(candidate)]
    let names = Set(sides.flatMap(\.keys)).sorted()
    failures = names.compactMap { Self.failure($0, sides) }
    let failed = Set(failures.map(\.cell))
    missing = names.filter { !failed.contains($0) }.compactMap { Self.missing($0, sides) }
    let compared = names.filter { !failed.contains($0) }.compactMap {
      name -> (CellName, [CellRecord.Timing], Comparison)? in
      let timings = sides.compactMap { $0[name]?.timing }
      guard timings.count == sides.count else { return nil }
      return Comparison(baseline: timings[0].seconds, candidate: timings[1].seconds)
        .map { (name, timings, $0) }
    }
    guard !compared.isEmpty || !failures.isEmpty else { throw .nothingInCommon }
    let run = ComparisonRun(
      cells: compared.map { ComparisonRun.Cell(name: "\($0.0)", comparison: $0.2) }, floor: floor)
    cells = zip(compared, run.judgements).map { compared, judgement in
      let disturbed = zip(ComparisonSide.allCases, compared.1).filter { $1.isWhollyDisturbed }
      let letters = disturbed.map(\.0.letter).joined(separator: " and in ")
      return Cell(
        name: compared.0, comparison: compared.2,
        verdict: disturbed.isEmpty ? judgement.verdict : .inconclusive,
        doubt: disturbed.isEmpty
          ? judgement.doubt?.text : "every round of it in \(letters) was disturbed",
        adjustedProbability: judgement.adjustedProbability,
        seconds: [.baseline: compared.1[0].median, .candidate: compared.1[1].median])
    }
    verdict = Verdict(of: cells.map(\.verdict))
  }

  private static func records(_ run: RunFolder) -> [CellName: CellRecord] {
    Dictionary(run.records.map { ($0.cell.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func failure(
    _ name: CellName, _ sides: [[CellName: CellRecord]]
  ) -> Absence? {
    zip(ComparisonSide.allCases, sides).lazy.compactMap { side, records in
      records[name]?.failure.map { Absence(cell: name, side: side, reason: $0) }
    }.first
  }

  /// The side that doesn't have a cell that the other has measured.
  private static func missing(
    _ name: CellName, _ sides: [[CellName: CellRecord]]
  ) -> Absence? {
    let lacking = zip(ComparisonSide.allCases, sides).filter { $1[name]?.timing == nil }
    guard lacking.count == 1, let (side, records) = lacking.first else { return nil }
    guard case .skipped(let reason) = records[name]?.outcome else {
      return Absence(cell: name, side: side, reason: "\(side.letter) has no such cell")
    }
    return Absence(cell: name, side: side, reason: "\(side.letter) hasn't measured it: \(reason)")
  }

  /// In what two runs' work differs; `nil` when it is the same.
  private static func difference(
    _ one: RunConfiguration.Identity, _ other: RunConfiguration.Identity
  ) -> String? {
    func pair(_ name: String, _ first: String, _ second: String) -> String? {
      first == second ? nil : "\(name) \(first) and \(second)"
    }
    let (first, second) = (one.setting, other.setting)
    let differences = [
      pair("model", first.model, second.model),
      first.model == second.model && one.model != other.model
        ? "fields of \(first.model)" : nil,
      pair("layers", "\(first.layers)", "\(second.layers)"),
      pair("dtype", first.dtype, second.dtype), pair("mask", first.mask, second.mask),
      pair("device", first.device, second.device),
      pair("ranks", "\(first.ranks)", "\(second.ranks)"),
      // Another machine may have other threads.
      one.fingerprint == other.fingerprint
        ? pair("threads", "\(first.threads)", "\(second.threads)") : nil,
      pair("logits", first.logits ?? "none", second.logits ?? "none"),
      pair("weights", first.weights, second.weights),
      pair("segments of", "\(one.segmentPositions)", "\(other.segmentPositions)"),
      pair("memory rows", "\(first.memorySlots ?? 0)", "\(second.memorySlots ?? 0)"),
      first.others == second.others
        ? nil
        : "what a later program says of "
          + Set(first.others.keys).symmetricDifference(second.others.keys)
          .union(first.others.keys.filter { first.others[$0] != second.others[$0] })
          .sorted().joined(separator: " and "),
    ].compactMap { $0 }
    return differences.isEmpty ? nil : differences.joined(separator: ", ")
  }
}
