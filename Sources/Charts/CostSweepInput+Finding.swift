extension CostSweepInput {
  /// The finding: how many times the cost the first architecture takes, or what the only one takes,
  /// at the greatest length that all curves have.
  var finding: String {
    guard let first = usable.first?.architecture else { return "No cost was counted" }
    let ratios = ratios
    guard let length = Self.greatestLength(ratios) else { return costs(of: first) }
    let others = ratios.architectures
    let other = others.count == 1 ? others[0] : "the other architectures"
    let factors = Self.values(of: ratios, at: length, text: NumberText.factor)
    return
      "At \(NumberText.positionCount(length)) \(first) takes \(quantity.times(factors)) \(other)"
      + quantity.qualifier
  }

  /// What one architecture takes, where there is nothing to divide it by.
  private func costs(of architecture: String) -> String {
    let curves = usable.filter { $0.architecture == architecture }
    guard let length = Self.greatestLength(curves) else { return "No cost was counted" }
    let costs = Self.values(of: curves, at: length, text: quantity.text)
    return
      "At \(NumberText.positionCount(length)) \(architecture) takes \(costs)\(quantity.qualifier)"
  }

  /// The greatest length that all `curves` have, else that any has.
  private static func greatestLength(_ curves: [CostCurve]) -> Double? {
    let lengths = curves.map { Set($0.usable.map(\.x)) }
    guard let first = lengths.first else { return nil }
    return lengths.dropFirst().reduce(first) { $0.intersection($1) }.max()
      ?? lengths.compactMap { $0.max() }.max()
  }

  /// `7.97 (OPT-175B) to 295.07 (OPT-125M)`, or the value alone where there is one curve.
  private static func values(
    of curves: [CostCurve], at length: Double, text: (Double) -> String
  ) -> String {
    let found = curves.compactMap { curve in
      curve.usable.last { $0.x == length }.map { (curve: curve, value: $0.y) }
    }
    guard let least = found.min(by: { $0.value < $1.value }),
      let most = found.max(by: { $0.value < $1.value })
    else { return "" }
    if text(least.value) == text(most.value) { return text(least.value) }
    func name(_ curve: CostCurve) -> String {
      if curves.models.count == 1 { return curve.architecture }
      return curves.architectures.count == 1
        ? curve.model : "\(curve.model), \(curve.architecture)"
    }
    return "\(text(least.value)) (\(name(least.curve))) to "
      + "\(text(most.value)) (\(name(most.curve)))"
  }
}
