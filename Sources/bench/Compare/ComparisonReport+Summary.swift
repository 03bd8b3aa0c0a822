import CommandLineKit
import Foundation

extension ComparisonReport {
  /// The most that a step's summary may hold: GitHub shows none that is longer than 1 MiB.
  static let mostSummaryBytes = 1_000_000

  /// Markdown for a step's summary: changed cells first, and no more than GitHub shows.
  ///
  /// - Parameter path: The file that it is added to, which may hold what others wrote.
  func summary(after path: String) -> String {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let taken = (attributes?[.size] as? Int).map { max(0, $0) } ?? 0
    return summary(atMost: Self.mostSummaryBytes - min(taken, Self.mostSummaryBytes))
  }

  /// The same in at most so many bytes: what doesn't fit is counted in a sentence.
  ///
  /// O(rows log rows).
  func summary(atMost bytes: Int) -> String {
    var sorted = self
    let order = ComparisonRow.Outcome.byWeight
    sorted.rows = order.flatMap { outcome in rows.filter { $0.outcome == outcome } }
    let whole = sorted.render(as: .markdown) + "\n"
    guard whole.utf8.count > bytes else { return whole }
    // The most rows that fit, by bisection.
    var (fitting, beyond) = (0, rows.count)
    while fitting + 1 < beyond {
      let middle = (fitting + beyond) / 2
      if sorted.cut(to: middle).utf8.count <= bytes { fitting = middle } else { beyond = middle }
    }
    let cut = sorted.cut(to: fitting)
    guard cut.utf8.count > bytes else { return cut }
    // Not even the sentences around the table.
    let headline = "### Speed of B beside A: \(outcome)\n\n"
    return headline.utf8.count <= bytes ? headline : ""
  }

  private func cut(to count: Int) -> String {
    var report = self
    report.rows = Array(rows.prefix(count))
    let left = ComparisonRow.Outcome.byWeight.compactMap { outcome -> String? in
      let number = rows.dropFirst(count).count { $0.outcome == outcome }
      return number > 0 ? "\(NumberFormat.grouped(number)) \(outcome.rawValue)" : nil
    }
    report.notes.insert(
      "The table is cut, since GitHub shows no summary of more than 1 MiB; left out are "
        + left.joined(separator: ", ") + ".", at: 0)
    return report.render(as: .markdown) + "\n"
  }
}

extension ComparisonRow.Outcome {
  /// What somebody has to look at first.
  static let byWeight: [Self] = [
    .failed, .regressed, .missing, .improved, .inconclusive, .unchanged,
  ]
}
