import CommandLineKit
import Foundation
import Measurement
import Statistics

extension ComparisonReport {
  /// What two runs' folders hold.
  init(_ comparison: StoredComparison, _ baseline: RunFolder, _ candidate: RunFolder) {
    let missing = comparison.missing.map { cell, side in
      ComparisonRow(
        cell: "\(cell)", outcome: .missing, reason: "\(side.letter) has no sample of it")
    }
    self.init(
      method: .stored, baseline: baseline.path, candidate: candidate.path,
      rows: comparison.cells.map { ComparisonRow($0) } + missing, verdict: comparison.verdict,
      status: ExitStatus(comparison.verdict), noise: expm1(comparison.floor.halfWidth))
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
    return warnings + sides.flatMap(\.warnings)
  }
}

extension ComparisonRow {
  fileprivate init(_ cell: StoredComparison.Cell) {
    self.init(
      cell: "\(cell.name)", outcome: Outcome(cell.judgement.verdict), ratio: cell.comparison.ratio,
      interval: cell.comparison.ratioInterval, baseline: cell.seconds[.baseline],
      candidate: cell.seconds[.candidate], rounds: cell.comparison.rounds,
      adjustedProbability: cell.judgement.adjustedProbability,
      reason: cell.judgement.doubt?.text)
  }
}
