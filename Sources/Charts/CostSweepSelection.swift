/// The curves that can be told apart in one picture, and what was left out.
struct CostSweepSelection {
  private(set) var curves: [CostCurve]
  private(set) var notes: [String] = []

  /// More lines than this are a mess, whatever their colours.
  static let mostLines = 12
  private static let mostHues = Hue.allCases.count

  /// All of `curves`, or the extremes of their models and architectures.
  init(_ curves: [CostCurve]) {
    self.curves = curves
    keepExtremeModels()
    keepExtremeArchitectures()
  }

  private mutating func keepExtremeModels() {
    let models = curves.models
    let isFamily = models.count > Self.mostHues && curves.architectures.count > 1
    guard models.count > 2, curves.count > Self.mostLines || isFamily else { return }
    let ranked = Self.ranked(models) { model in curves.filter { $0.model == model } }
    guard let least = ranked.first, let most = ranked.last else { return }
    curves.removeAll { $0.model != least && $0.model != most }
    notes.append(
      "Of \(models.count) models only the cheapest, \(least), and the dearest, \(most), are drawn.")
  }

  private mutating func keepExtremeArchitectures() {
    let architectures = curves.architectures
    let models = max(curves.models.count, 1)
    guard curves.count > Self.mostLines || (models > 1 && architectures.count > Self.mostHues)
    else { return }
    let each = max(1, Self.mostLines / models / 2)
    let ranked = Self.ranked(architectures) { title in curves.filter { $0.architecture == title } }
    let kept = Set(ranked.prefix(each) + ranked.suffix(each))
    curves.removeAll { !kept.contains($0.architecture) }
    notes.append(
      "Of \(architectures.count) architectures only the \(each) cheapest and the \(each) dearest "
        + "at the greatest length are drawn.")
  }

  /// Names by the greatest cost at the right end of their curves, cheapest first.
  private static func ranked(_ names: [String], curves: (String) -> [CostCurve]) -> [String] {
    names.map { name in
      (name: name, cost: curves(name).compactMap { $0.usable.last?.y }.max() ?? 0)
    }
    .sorted { $0.cost < $1.cost }.map(\.name)
  }
}
