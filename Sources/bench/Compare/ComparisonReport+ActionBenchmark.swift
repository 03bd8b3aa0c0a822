import CommandLineKit
import Foundation

extension ComparisonReport {
  /// What github-action-benchmark reads as `customSmallerIsBetter`.
  ///
  /// Times are given as ratios to the baseline that was measured beside them: seconds of one runner
  /// say nothing about those of the next. Counts are given as they are.
  var actionBenchmark: String {
    let entries: [JSONValue] = rows.compactMap { row in
      let isTime = row.measure == "seconds"
      guard let value = isTime ? row.ratio : row.candidate else { return nil }
      return [
        "name": .string(row.name),
        "unit": .string(isTime ? "× baseline" : row.measure),
        "value": .number(value),
        "range": .string(row.interval.map { "± \(NumberFormat.ratio($0.halfWidth))" } ?? "± 0"),
        "extra": .string("\(row.outcome.rawValue): \(row.sentence)"),
      ]
    }
    return JSONValue.array(entries).pretty + "\n"
  }
}
