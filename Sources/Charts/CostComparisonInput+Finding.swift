extension CostComparisonInput {
  /// The finding: between what the ratio of the candidates lies, by convention.
  var finding: String {
    let place = "At \(NumberText.positionCount(length))"
    let ratios = rows.compactMap { row in
      ratio(in: row).map { (name: row.convention, value: $0) }
    }
    guard let range = Self.range(ratios, text: NumberText.factor) else { return costs(place) }
    if candidates.count == 2 {
      return "\(place) \(candidates[0]) takes \(quantity.times(range)) \(candidates[1])"
        + quantity.qualifier
    }
    return "\(place) the dearest takes \(quantity.times(range)) the cheapest" + quantity.qualifier
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
