import Foundation
import Statistics

/// Two runs that were made at different times: nothing pairs their rounds, and no control spans both.
public struct StoredComparison: Sendable {
  /// One cell that both have.
  public struct Cell: Sendable {
    public let name: String
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
  public let missing: [(cell: String, side: ComparisonSide)]
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
    _ baseline: StoredSamples, _ candidate: StoredSamples, floor: NoiseBand = .floor,
    acrossMachines: Bool, using generator: inout some RandomNumberGenerator
  ) throws(Obstacle) {
    let common = baseline.cells.filter { candidate.logarithms[$0] != nil }
    guard !common.isEmpty else { throw .nothingInCommon }
    isAcrossMachines = Self.areFromOtherMachines(baseline, candidate)
    if isAcrossMachines, !acrossMachines {
      throw .otherMachine(baseline.fingerprint ?? "", candidate.fingerprint ?? "")
    }
    self.floor = floor
    missing =
      baseline.cells.filter { candidate.logarithms[$0] == nil }.map { ($0, .candidate) }
      + candidate.cells.filter { baseline.logarithms[$0] == nil }.map { ($0, .baseline) }
    let sides = common.map { (baseline.logarithms[$0] ?? [], candidate.logarithms[$0] ?? []) }
    let compared = zip(common, sides).compactMap { name, sides in
      Comparison(baseline: sides.0.map { exp($0) }, candidate: sides.1.map { exp($0) })
        .map { (ComparisonRun.Cell(name: name, comparison: $0), sides) }
    }
    let run = ComparisonRun(cells: compared.map(\.0), floor: floor)
    verdict = run.verdict
    var cells: [Cell] = []
    for ((cell, sides), judgement) in zip(compared, run.judgements) {
      let medians = (Median.of(sides.0), Median.of(sides.1))
      cells.append(
        Cell(
          name: cell.name, comparison: cell.comparison, judgement: judgement,
          medianRatio: exp(medians.1 - medians.0),
          medianRatioInterval: Self.bootstrap(sides.0, sides.1, using: &generator),
          seconds: [.baseline: exp(medians.0), .candidate: exp(medians.1)]))
    }
    self.cells = cells
  }

  private static func areFromOtherMachines(_ one: StoredSamples, _ other: StoredSamples) -> Bool {
    guard let one = one.fingerprint, let other = other.fingerprint else { return false }
    return one != other
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
