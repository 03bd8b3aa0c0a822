extension CrossoverInput {
  /// The finding: which curve is the lower one beyond the crossing, or throughout.
  var finding: String {
    let ratios = first.ratio(to: second).usable
    guard let last = ratios.last, last.y != 1 else {
      return ratios.isEmpty
        ? "No length was counted for both \(name(of: first)) and \(name(of: second))"
        : "At \(NumberText.positionCount(ratios.last?.x ?? 0)) \(name(of: first)) and \(name(of: second)) take the same"
    }
    let firstIsLower = last.y < 1
    let lower = name(of: firstIsLower ? first : second)
    let upper = name(of: firstIsLower ? second : first)
    let claim = "\(lower) takes \(quantity.lessThan) \(upper)\(quantity.qualifier)"
    func holds(_ ratio: CurvePoint) -> Bool { firstIsLower ? ratio.y < 1 : ratio.y > 1 }
    guard let crossing = usableCrossing else { return withoutCrossing(claim, ratios, holds: holds) }
    let length = NumberText.positionCount(crossing)
    let beyond = ratios.filter { $0.x > crossing }
    guard !beyond.isEmpty, beyond.allSatisfy(holds) else {
      return "At \(length) the costs of \(name(of: first)) and "
        + "\(name(of: second)) cross\(quantity.qualifier)"
    }
    // Where they are equal at the crossing itself, the claim begins with the next position.
    let isEqual = ratios.contains { $0.x == crossing && !holds($0) }
    return isEqual
      ? "Beyond \(length), \(claim)" : "From \(length) on, \(claim)"
  }

  /// What can be said over all lengths drawn.
  private func withoutCrossing(
    _ claim: String, _ ratios: [CurvePoint], holds: (CurvePoint) -> Bool
  ) -> String {
    guard let least = ratios.first?.x, let most = ratios.last?.x else { return claim }
    let last = NumberText.positionCount(most)
    guard least < most, ratios.allSatisfy(holds) else { return "At \(last) \(claim)" }
    return "From \(NumberText.length(least)) to \(last) \(claim)"
  }
}
