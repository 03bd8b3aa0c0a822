import Charts
import CommandLineKit
import Foundation
import Measurement

extension ComparisonReport {
  /// Draws the forest chart, where something was measured to its end.
  func drawForest(_ plots: PlotArguments) throws {
    guard status != .interrupted, let forest else { return }
    try plots.draw([ForestChart(forest).chart])
  }

  /// What the forest chart is drawn from; `nil` where nothing has a ratio.
  var forest: ForestInput? {
    guard rows.contains(where: { $0.ratio != nil }) else { return nil }
    let noise = noise.flatMap { $0 > 0 ? $0 : nil }
    return ForestInput(
      subtitle: ["A: \(baseline), B: \(candidate)".oneLine, methodSentence.oneLine],
      quantity: method == .exact ? "B's count / A's" : "time of B / time of A",
      rows: rows.map { row in
        ForestInput.Row(
          name: row.name.oneLine,
          ratio: row.ratio, low: row.interval?.low, high: row.interval?.high,
          verdict: row.outcome.chartVerdict, reason: row.reason?.oneLine)
      },
      control: control.map { control in
        ForestInput.Row(
          name: "A against itself", ratio: control.ratio, low: control.interval?.low,
          high: control.interval?.high, verdict: Self.chartVerdict(control))
      }, noiseLow: noise.map { 1 / (1 + $0) }, noiseHigh: noise.map { 1 + $0 },
      notes: notes.map(\.oneLine))
  }

  /// Without an interval, of too few blocks, it says nothing.
  private static func chartVerdict(_ control: Control) -> ForestInput.Verdict {
    guard control.isFailed else { return control.interval == nil ? .inconclusive : .unchanged }
    return control.ratio > 1 ? .regressed : .improved
  }
}

extension ComparisonRow.Outcome {
  fileprivate var chartVerdict: ForestInput.Verdict {
    switch self {
    case .improved: .improved
    case .unchanged: .unchanged
    case .regressed: .regressed
    case .inconclusive: .inconclusive
    case .failed: .failed
    case .missing: .missing
    }
  }
}
