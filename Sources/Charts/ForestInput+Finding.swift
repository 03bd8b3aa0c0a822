extension ForestInput {
  /// Whether the build differs from itself, so that the run shows nothing.
  var controlFailed: Bool {
    control.map { $0.verdict == .regressed || $0.verdict == .improved } ?? false
  }

  /// The verdicts in a sentence; a control that failed comes before all of them.
  var finding: String {
    if controlFailed, let control {
      return "Inconclusive: the build compared with itself came out as "
        + "\(control.verdict.rawValue), " + Self.text(control)
    }
    guard !rows.isEmpty else { return "No cell was compared" }
    let parts = [Verdict.regressed, .improved].compactMap(sentence)
    if !parts.isEmpty { return parts.joined(separator: "; ") }
    let open = rows.count { $0.verdict == .inconclusive }
    guard open > 0 else {
      return rows.count == 1
        ? "\(rows[0].name) is unchanged" : "All \(rows.count) cells are unchanged"
    }
    return "\(open) of \(Self.cells(rows.count)) \(open == 1 ? "is" : "are") inconclusive, "
      + (open == rows.count ? "none changed for certain" : "the others are unchanged")
  }

  /// How many cells have a verdict, and the one that has it most.
  private func sentence(_ verdict: Verdict) -> String? {
    let those = rows.filter { $0.verdict == verdict }
    let byRatio = those.sorted { $0.ratio < $1.ratio }
    guard let most = verdict == .improved ? byRatio.first : byRatio.last else { return nil }
    return "\(those.count) of \(Self.cells(rows.count)) \(verdict.rawValue)"
      + (those.count == 1 ? ": " : ", most: ") + "\(most.name) by \(Self.text(most))"
  }

  private static func cells(_ count: Int) -> String { "\(count) \(count == 1 ? "cell" : "cells")" }

  static func text(_ row: Row) -> String {
    NumberText.change(row.ratio, low: row.low, high: row.high)
  }
}
