import Statistics

/// Two runs that were made at different times: nothing pairs their rounds, and no control spans both.
public struct StoredComparison: Sendable {
  /// One cell that both have.
  public struct Cell: Sendable {
    public let name: CellName
    public let comparison: Comparison
    public let judgement: Judgement
    /// The median of each side's seconds.
    public let seconds: [ComparisonSide: Double]
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
  /// Cells that only one has.
  public let missing: [(cell: CellName, side: ComparisonSide)]
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
    let (own, others) = (Self.seconds(baseline), Self.seconds(candidate))
    let common = own.filter { others[$0.key] != nil }.keys.sorted()
    guard !common.isEmpty else { throw .nothingInCommon }
    let (one, other) = (baseline.configuration.identity, candidate.configuration.identity)
    if let difference = Self.difference(one, other) { throw .otherWork(difference) }
    let machines = (one.fingerprint, other.fingerprint)
    isAcrossMachines = machines.0 != machines.1
    if isAcrossMachines, !acrossMachines { throw .otherMachine(machines.0, machines.1) }
    self.floor = floor
    missing =
      own.keys.filter { others[$0] == nil }.sorted().map { ($0, .candidate) }
      + others.keys.filter { own[$0] == nil }.sorted().map { ($0, .baseline) }
    let compared = common.compactMap { name in
      Comparison(baseline: own[name] ?? [], candidate: others[name] ?? []).map { (name, $0) }
    }
    let run = ComparisonRun(
      cells: compared.map { ComparisonRun.Cell(name: "\($0.0)", comparison: $0.1) }, floor: floor)
    verdict = run.verdict
    cells = zip(compared, run.judgements).map { compared, judgement in
      Cell(
        name: compared.0, comparison: compared.1, judgement: judgement,
        seconds: [
          .baseline: Median.of(own[compared.0] ?? []),
          .candidate: Median.of(others[compared.0] ?? []),
        ])
    }
  }

  /// The seconds of each cell's rounds that count.
  private static func seconds(_ run: RunFolder) -> [CellName: [Double]] {
    Dictionary(grouping: run.samples.filter { $0.status == .measured }, by: \.cell)
      .mapValues { $0.compactMap(\.seconds) }
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
      pair("model's fields", one.modelDigest, other.modelDigest),
      pair("layers", "\(first.layers)", "\(second.layers)"),
      pair("dtype", first.dtype, second.dtype), pair("mask", first.mask, second.mask),
      // Another machine may have other threads.
      one.fingerprint == other.fingerprint
        ? pair("threads", "\(first.threads)", "\(second.threads)") : nil,
      pair("logits", first.logits ?? "none", second.logits ?? "none"),
      pair("weights", first.weights, second.weights),
      pair("segments of", "\(one.segmentPositions)", "\(other.segmentPositions)"),
      pair("memory rows", "\(one.memorySlots)", "\(other.memorySlots)"),
    ].compactMap { $0 }
    return differences.isEmpty ? nil : differences.joined(separator: ", ")
  }
}
