import CommandLineKit
import Foundation
import Measurement
import Statistics

extension ComparisonReport {
  /// What two runs' folders hold.
  init(
    _ comparison: StoredComparison, _ baseline: RunFolder, _ candidate: RunFolder,
    allowsMissing: Bool
  ) {
    let failed = comparison.failures.map {
      ComparisonRow(
        cell: "\($0.cell)", outcome: .failed, reason: "it failed in \($0.side.letter): \($0.reason)"
      )
    }
    let missing = comparison.missing.map {
      ComparisonRow(
        cell: "\($0.cell)", outcome: .missing, reason: $0.reason, isNew: $0.side == .baseline)
    }
    self.init(
      method: .stored, baseline: baseline.title, candidate: candidate.title,
      rows: comparison.cells.map { ComparisonRow($0) } + failed + missing,
      verdict: comparison.verdict, allowsMissing: allowsMissing,
      noise: expm1(comparison.floor.halfWidth))
  }

  /// What there is to warn of.
  static func warnings(
    of comparison: StoredComparison, _ sides: [RunFolder]
  ) -> [String] {
    var warnings = [
      "the runs were made at different times and share no control: what the machine did between "
        + "them looks like a change"
    ]
    if comparison.isAcrossMachines {
      warnings.append("the runs were made on different machines; the ratio is theirs too")
    }
    let builds = sides.map(\.configuration.identity.build)
    if Set(builds).count > 1 {
      warnings.append(
        "the runs were made by different builds, and the ratio is theirs too: "
          + builds.joined(separator: "; "))
    }
    return warnings + sides.flatMap { $0.warnings + $0.doubts }
  }
}

extension RunFolder {
  /// Its path, the commit and the build that it is of, and when it was made.
  fileprivate var title: String {
    let identity = configuration.identity
    return "\(path): commit \(identity.commit), \(identity.build), \(configuration.started)"
  }
}

extension ComparisonRow {
  fileprivate init(_ cell: StoredComparison.Cell) {
    self.init(
      cell: "\(cell.name)", outcome: Outcome(cell.verdict), ratio: cell.comparison.ratio,
      interval: cell.comparison.ratioInterval, baseline: cell.seconds[.baseline],
      candidate: cell.seconds[.candidate], rounds: cell.comparison.rounds,
      adjustedProbability: cell.adjustedProbability, reason: cell.doubt)
  }
}
