import Text

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
    let parts = [Verdict.failed, .regressed, .improved, .missing].compactMap(sentence)
    let open = rows.count { $0.verdict == .inconclusive }
    guard parts.isEmpty else {
      let isChange = rows.contains { $0.verdict == .regressed || $0.verdict == .improved }
      let rest = open == 0 || isChange ? [] : ["\(open) inconclusive"]
      return (parts + rest).joined(separator: "; ")
    }
    guard open > 0 else {
      return rows.count == 1
        ? "\(rows[0].name) is unchanged" : "All \(rows.count) cells are unchanged"
    }
    guard rows.count > 1 else { return "\(rows[0].name) is inconclusive" }
    return "\(open) of \(Self.cells(rows.count)) \(open == 1 ? "is" : "are") inconclusive, "
      + (open == rows.count ? "none changed for certain" : "the others are unchanged")
  }

  /// How many cells have a verdict, and the one that has it most.
  private func sentence(_ verdict: Verdict) -> String? {
    let those = rows.filter { $0.verdict == verdict }
    guard let first = those.first else { return nil }
    let claim = "\(those.count) of \(Self.cells(rows.count)) \(verdict.rawValue)"
    let byRatio = those.filter { $0.ratio != nil }.sorted { ($0.ratio ?? 1) < ($1.ratio ?? 1) }
    guard let most = verdict == .improved ? byRatio.first : byRatio.last else {
      return claim + (those.count == 1 ? ": \(first.name)" : ", the first: \(first.name)")
    }
    return claim + (those.count == 1 ? ": " : ", most: ") + "\(most.name) by \(Self.text(most))"
  }

  private static func cells(_ count: Int) -> String { Plural.text(count, "cell") }

  /// A row's change, or why it has none.
  static func text(_ row: Row) -> String {
    guard let ratio = row.ratio else {
      return row.verdict.rawValue + (row.reason.map { ": \($0)" } ?? "")
    }
    return NumberText.change(ratio, low: row.low, high: row.high)
  }

  /// What the grey stripe is, in words; `nil` where there is none.
  var noiseText: String? {
    guard let noiseLow, let noiseHigh, noiseLow < noiseHigh else { return nil }
    return "grey: from \(NumberText.change(noiseLow)) to \(NumberText.change(noiseHigh)), "
      + "too little to matter"
  }
}
