/// How the lines of a sweep are told apart: the hue by one of model and architecture, dashes by
/// the other.
struct CostSweepStyle {
  private let models: [String]
  private let architectures: [String]
  private let hues: ArchitectureHues

  /// A style for the curves that are drawn.
  init(_ curves: [CostCurve]) {
    models = curves.models
    architectures = curves.architectures
    hues = ArchitectureHues(architectures)
  }

  /// A model's lines share a hue unless there is one model, or more architectures than dashes.
  private var huesAreModels: Bool {
    models.count > 1 && architectures.count <= Dash.allCases.count
  }

  func series(of curve: CostCurve) -> Series {
    let (hue, dash) = look(of: curve)
    return curve.series(hue: hue, dash: dash, label: [label(of: curve)])
  }

  /// A ratio, which bears the name of the architecture that was divided by.
  func series(ofRatio ratio: CostCurve, whole: String) -> Series {
    var (hue, dash) = look(of: ratio)
    let isOnlyRatio = architectures.count <= 2
    // Neither architecture's hue: the ratio belongs to both.
    if isOnlyRatio { (hue, dash) = (models.count > 1 ? hue : .purple, .solid) }
    let name = isOnlyRatio ? (models.count > 1 ? ratio.model : "") : label(of: ratio)
    let pair = "\(whole) / \(ratio.architecture)"
    return ratio.series(hue: hue, dash: dash, label: [name.isEmpty ? pair : name])
  }

  private func look(of curve: CostCurve) -> (hue: Hue, dash: Dash) {
    let model = models.firstIndex(of: curve.model) ?? 0
    let architecture = architectures.firstIndex(of: curve.architecture) ?? 0
    guard huesAreModels else {
      let own = hues[curve.architecture]
      return (own.hue, models.count > 1 ? Self.dash(model) : own.dash)
    }
    let hue = Hue.allCases[model % Hue.allCases.count]
    // More models than hues are drawn only where a single architecture leaves the dashes free.
    return (hue, Self.dash(architecture + model / Hue.allCases.count))
  }

  private static func dash(_ index: Int) -> Dash { Dash.allCases[index % Dash.allCases.count] }

  private func label(of curve: CostCurve) -> String {
    if models.count == 1 { return curve.architecture }
    return architectures.count == 1 ? curve.model : "\(curve.model), \(curve.architecture)"
  }
}
