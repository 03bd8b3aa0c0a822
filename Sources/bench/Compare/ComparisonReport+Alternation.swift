import CommandLineKit
import Foundation
import Measurement
import Statistics

extension ComparisonReport {
  /// What two commands measured in alternation.
  ///
  /// - Parameters:
  ///   - shortcoming: What so many blocks can never say, as a sentence.
  init(
    _ result: AlternationResult, baseline: String, candidate: String, allowsMissing: Bool,
    shortcoming: String? = nil
  ) {
    self.init(
      method: .alternation, baseline: baseline, candidate: candidate,
      rows: result.cells.map { ComparisonRow($0) }, verdict: result.verdict,
      allowsMissing: allowsMissing,
      control: result.control.map {
        Control(ratio: $0.ratio, interval: $0.ratioInterval, isFailed: result.isControlFailed)
      },
      noise: expm1(result.floor.halfWidth), blocks: result.blocks,
      rerunBlocks: result.rerunBlocks, seconds: result.seconds)
    switch result.ending {
    case .interrupted: status = .interrupted
    case .failed: status = .cellFailed
    case .decided, .budgetSpent, .nothingInCommon: break
    }
    notes += [shortcoming].compactMap { $0.map { "\($0)." } }
    if result.ending == .budgetSpent {
      notes.append("The budget was spent before every cell was decided.")
    }
  }

}

extension ExitStatus {
  /// What a comparison with this verdict ends with.
  init(_ verdict: Verdict) {
    switch verdict {
    case .improved, .unchanged: self = .success
    case .regressed: self = .regressed
    case .inconclusive: self = .inconclusive
    }
  }
}

extension ComparisonRow {
  fileprivate init(_ cell: AlternationResult.Cell) {
    self.init(
      cell: cell.name, outcome: Outcome(cell.verdict), ratio: cell.comparison?.ratio,
      interval: cell.comparison?.ratioInterval, baseline: cell.seconds[.baseline],
      candidate: cell.seconds[.candidate], rounds: cell.comparison?.rounds,
      adjustedProbability: cell.adjustedProbability, reason: cell.doubt)
    if let failure = cell.failure {
      outcome = .failed
      reason = "it failed in \(failure.side.letter): \(failure.reason)"
    } else if let missing = cell.missing {
      outcome = .missing
      reason = missing.reason
      isNew = cell.seconds[.baseline] == nil
    }
  }
}
