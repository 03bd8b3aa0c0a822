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
    let measured = rows.compactMap { row in
      row.ratio.map { ratio in
        ForestInput.Row(
          name: row.name, ratio: ratio,
          low: row.interval?.low, high: row.interval?.high, verdict: row.outcome.chartVerdict)
      }
    }
    guard !measured.isEmpty else { return nil }
    let control = control.map {
      ForestInput.Row(
        name: "A against itself", ratio: $0.ratio, low: $0.interval?.low, high: $0.interval?.high,
        verdict: $0.isFailed ? .inconclusive : .unchanged)
    }
    let unmeasured = rows.filter { $0.ratio == nil }.map {
      "\($0.name): \($0.outcome.rawValue)" + ($0.reason.map { ", \($0)" } ?? "")
    }
    return ForestInput(
      subtitle: ["A: \(baseline), B: \(candidate)".oneLine, methodSentence.oneLine],
      quantity: method == .exact ? "B's count / A's" : "time of B / time of A", rows: measured,
      control: control, noiseLow: noise.map { 1 / (1 + $0) }, noiseHigh: noise.map { 1 + $0 },
      notes: (notes + unmeasured).map(\.oneLine))
  }
}

extension ComparisonRow.Outcome {
  fileprivate var chartVerdict: ForestInput.Verdict {
    switch self {
    case .improved: .improved
    case .unchanged: .unchanged
    case .regressed: .regressed
    case .inconclusive, .failed, .missing: .inconclusive
    }
  }
}
