import CommandLineKit
import Measurement
import Statistics

extension ComparisonReport {
  /// What two builds counted.
  init(
    _ comparison: ExactComparison, baseline: String, candidate: String, allowsMissing: Bool
  ) {
    let failed = comparison.failures.map { failure in
      ComparisonRow(
        cell: failure.cell, measure: "counts", outcome: .failed,
        reason: "it failed in \(failure.side.letter): \(failure.reason)")
    }
    self.init(
      method: .exact, baseline: baseline, candidate: candidate,
      rows: comparison.rows.map { ComparisonRow($0) } + failed, verdict: comparison.verdict,
      allowsMissing: allowsMissing)
  }
}

extension ComparisonRow {
  fileprivate init(_ row: ExactComparison.Row) {
    self.init(
      cell: row.cell, measure: row.measure.rawValue, outcome: Outcome(row.verdict),
      ratio: row.ratio, baseline: row.baseline.map { Double($0) },
      candidate: row.candidate.map { Double($0) })
    let counts = [row.baseline, row.candidate].map { $0.map { NumberFormat.grouped($0) } }
    if let before = counts[0], let after = counts[1] {
      reason = before == after ? "\(before)" : "\(before) before, \(after) now"
    } else {
      outcome = .missing
      isNew = row.baseline == nil
      reason = "only \(isNew ? "B" : "A") counts it"
    }
  }
}
