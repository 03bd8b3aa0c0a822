import Foundation
import Statistics

/// Two runs that were made at different times: nothing pairs their rounds, and no control spans both.
public struct StoredComparison: Sendable {
  /// One cell that both have.
  public struct Cell: Sendable {
    public let name: CellName
    public let comparison: Comparison
    public let judgement: Judgement
    /// The ratio of the medians, candidate to baseline, and its interval by bootstrap over rounds.
    public let medianRatio: Double
    public let medianRatioInterval: Interval?
    /// The median of each side's seconds.
    public let seconds: [ComparisonSide: Double]
  }

  /// Why two folders can't be compared.
  public enum Obstacle: Error, Equatable, Sendable {
    case nothingInCommon
    /// They are from machines with these fingerprints.
    case otherMachine(String, String)
  }

  private static let resamples = 10_000

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
  ///   - isAcrossMachines: Whether different machines are compared nonetheless.
  ///   - generator: For the bootstrap.
  public init(
    _ baseline: RunFolder, _ candidate: RunFolder, floor: NoiseBand = .floor,
    acrossMachines: Bool, using generator: inout some RandomNumberGenerator
  ) throws(Obstacle) {
    let (own, others) = (Self.seconds(baseline), Self.seconds(candidate))
    let common = own.filter { others[$0.key] != nil }.keys.sorted()
    guard !common.isEmpty else { throw .nothingInCommon }
    let machines = (
      baseline.configuration.identity.fingerprint, candidate.configuration.identity.fingerprint
    )
    isAcrossMachines = machines.0 != machines.1
    if isAcrossMachines, !acrossMachines { throw .otherMachine(machines.0, machines.1) }
    self.floor = floor
    missing =
      own.keys.filter { others[$0] == nil }.sorted().map { ($0, .candidate) }
      + others.keys.filter { own[$0] == nil }.sorted().map { ($0, .baseline) }
    let compared = common.compactMap { name -> (CellName, Comparison, ([Double], [Double]))? in
      let sides = (own[name] ?? [], others[name] ?? [])
      return Comparison(baseline: sides.0, candidate: sides.1).map {
        (name, $0, (sides.0.map { log($0) }, sides.1.map { log($0) }))
      }
    }
    let run = ComparisonRun(
      cells: compared.map { ComparisonRun.Cell(name: "\($0.0)", comparison: $0.1) }, floor: floor)
    verdict = run.verdict
    var cells: [Cell] = []
    for ((name, comparison, sides), judgement) in zip(compared, run.judgements) {
      let medians = (Median.of(sides.0), Median.of(sides.1))
      cells.append(
        Cell(
          name: name, comparison: comparison, judgement: judgement,
          medianRatio: exp(medians.1 - medians.0),
          medianRatioInterval: Self.bootstrap(sides.0, sides.1, using: &generator),
          seconds: [.baseline: exp(medians.0), .candidate: exp(medians.1)]))
    }
    self.cells = cells
  }

  /// The seconds of each cell's rounds that count.
  private static func seconds(_ run: RunFolder) -> [CellName: [Double]] {
    Dictionary(grouping: run.samples.filter { $0.status == .measured }, by: \.cell)
      .mapValues { $0.compactMap(\.seconds) }
  }

  /// Both sides drawn anew, each from its own rounds: the percentiles of the ratio of medians.
  private static func bootstrap(
    _ first: [Double], _ second: [Double], using generator: inout some RandomNumberGenerator
  ) -> Interval? {
    guard min(first.count, second.count) >= Median.fewestForInterval else { return nil }
    var differences: [Double] = []
    differences.reserveCapacity(resamples)
    var (one, other) = (first, second)
    for _ in 0..<resamples {
      for place in one.indices {
        one[place] = first[Int.random(in: 0..<first.count, using: &generator)]
      }
      for place in other.indices {
        other[place] = second[Int.random(in: 0..<second.count, using: &generator)]
      }
      differences.append(Median.of(other) - Median.of(one))
    }
    return Quantile.centralInterval(of: differences)?.map { exp($0) }
  }
}
