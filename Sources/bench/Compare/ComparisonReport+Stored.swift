import CommandLineKit
import Foundation
import Measurement
import Statistics

extension ComparisonReport {
  /// What two runs' folders hold.
  init(_ comparison: StoredComparison, _ baseline: StoredSamples, _ candidate: StoredSamples) {
    let missing = comparison.missing.map { cell, side in
      ComparisonRow(
        cell: cell, outcome: .missing, reason: "\(side.letter) has no sample of it")
    }
    self.init(
      method: .stored, baseline: baseline.folder, candidate: candidate.folder,
      rows: comparison.cells.map { ComparisonRow($0) } + missing, verdict: comparison.verdict,
      status: ExitStatus(comparison.verdict), noise: expm1(comparison.floor.halfWidth))
  }

  /// What there is to warn of.
  static func warnings(
    of comparison: StoredComparison, _ sides: [StoredSamples]
  ) -> [String] {
    var warnings = [
      "the runs were made at different times and share no control: what the machine did between "
        + "them looks like a change"
    ]
    if comparison.isAcrossMachines {
      warnings.append("the runs were made on different machines; the ratio is theirs too")
    }
    for side in sides where !side.skipped.isEmpty {
      let lines = side.skipped.prefix(5).map { "line \($0.number) (\($0.reason))" }
      let more = side.skipped.count > 5 ? " and \(side.skipped.count - 5) more" : ""
      warnings.append(
        "\(Quotation(side.folder + "/samples.jsonl")): skipped " + lines.joined(separator: ", ")
          + more)
    }
    return warnings
  }
}

extension ComparisonRow {
  fileprivate init(_ cell: StoredComparison.Cell) {
    self.init(
      cell: cell.name, outcome: Outcome(cell.judgement.verdict), ratio: cell.medianRatio,
      interval: cell.medianRatioInterval, baseline: cell.seconds[.baseline],
      candidate: cell.seconds[.candidate], rounds: cell.comparison.rounds,
      adjustedProbability: cell.judgement.adjustedProbability,
      reason: cell.judgement.doubt?.text)
  }
}
