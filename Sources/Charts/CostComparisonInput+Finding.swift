extension CostComparisonInput {
  /// The finding: between what the baseline's ratio to the other lies, by convention; of several
  /// others, between what their ratios lie, by the first convention.
  var finding: String {
    let place = "At \(NumberText.positionCount(length))"
    let counted = rows.map { (name: $0.convention, ratios: ratios(in: $0)) }
      .filter { !$0.ratios.isEmpty }
    guard let first = counted.first else { return costs(place) }
    let isPair = candidates.count == 2
    let values =
      isPair
      ? counted.map { (name: $0.name, value: $0.ratios[0].value) }
      : first.ratios.map { (name: $0.candidate, value: $0.value) }
    guard let range = Self.range(values, text: NumberText.factor) else { return costs(place) }
    let rule = isPair || rows.count == 1 ? "" : " by \(first.name)"
    return "\(place) \(candidates[0]) takes \(quantity.times(range)) "
      + "\(isPair ? candidates[1] : "the others")\(rule)\(quantity.qualifier)"
  }

  /// What stands at the end of a row: how many times what each other takes the baseline takes, or
  /// from what to what.
  func ratioText(in row: Row) -> String? {
    let values = ratios(in: row).map(\.value)
    guard let least = values.min(), let most = values.max() else { return nil }
    let texts = [least, most].map { "×" + NumberText.factor($0) }
    return texts[0] == texts[1] ? texts[0] : "\(texts[0]) to \(texts[1])"
  }

  /// What a single candidate takes.
  private func costs(_ place: String) -> String {
    let costs = rows.flatMap { row in
      values(in: row).map { (name: row.convention, value: $0) }
    }
    guard let range = Self.range(costs, text: quantity.text) else { return "No cost was counted" }
    let name = candidates.count == 1 ? candidates[0] : "each"
    return "\(place) \(name) takes \(range)\(quantity.qualifier)"
  }

  /// The least and the most with the names of their rows, or the value alone.
  private static func range(
    _ values: [(name: String, value: Double)], text: (Double) -> String
  ) -> String? {
    guard let least = values.min(by: { $0.value < $1.value }),
      let most = values.max(by: { $0.value < $1.value })
    else { return nil }
    if text(least.value) == text(most.value) { return text(least.value) }
    return "\(text(least.value)) (\(least.name)) to \(text(most.value)) (\(most.name))"
  }

  /// Which conventions don't count which candidate.
  var gaps: [String] {
    let silent = rows.filter { values(in: $0).isEmpty }.map(\.convention)
    let partial = candidates.indices.compactMap { candidate -> String? in
      let names = rows.filter { !values(in: $0).isEmpty && value(candidate, in: $0) == nil }
        .map(\.convention)
      return names.isEmpty
        ? nil : "\(candidates[candidate]) is not counted by: \(names.joined(separator: ", "))."
    }
    return (silent.isEmpty ? [] : ["Not counted by: \(silent.joined(separator: ", "))."]) + partial
  }
}
