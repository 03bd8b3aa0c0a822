/// How the lines of a sweep are told apart: the hue by one of model and architecture, dashes by
/// the other.
struct CostSweepStyle {
  private let models: [String]
  private let architectures: [String]
  private let looks: ArchitectureLooks

  /// A style for the curves that are drawn, of architectures that look as in `looks`.
  init(_ curves: [CostCurve], looks: ArchitectureLooks) {
    models = curves.models
    architectures = curves.architectures
    self.looks = looks
  }

  /// A model's lines share a hue unless there is one model, or more architectures than dashes.
  private var huesAreModels: Bool {
    models.count > 1 && architectures.count <= Dash.allCases.count
  }

  func series(of curve: CostCurve) -> Series {
    let (look, dash) = look(of: curve)
    return curve.series(look, dash: dash, label: [label(of: curve)])
  }

  /// A ratio, which bears the name of the architecture that was divided by.
  func series(ofRatio ratio: CostCurve, whole: String) -> Series {
    var (look, dash) = look(of: ratio)
    let isOnlyRatio = architectures.count <= 2
    // Nothing is to be told apart by dashes.
    if isOnlyRatio { dash = .solid }
    let name = isOnlyRatio ? (models.count > 1 ? ratio.model : "") : label(of: ratio)
    let pair = "\(whole) / \(ratio.architecture)"
    return ratio.series(look, dash: dash, label: [name.isEmpty ? pair : name])
  }

  private func look(of curve: CostCurve) -> (look: Look, dash: Dash) {
    let model = models.firstIndex(of: curve.model) ?? 0
    let architecture = architectures.firstIndex(of: curve.architecture) ?? 0
    guard huesAreModels else {
      let own = looks[curve.architecture]
      return (own, models.count > 1 ? Self.dash(model) : own.dash)
    }
    let own = Look(place: model)
    // The dashes of a hue tell models apart only where a single architecture leaves them free.
    return (own, architectures.count > 1 ? Self.dash(architecture) : own.dash)
  }

  private static func dash(_ index: Int) -> Dash { Dash.allCases[index % Dash.allCases.count] }

  private func label(of curve: CostCurve) -> String {
    if models.count == 1 { return curve.architecture }
    return architectures.count == 1 ? curve.model : "\(curve.model), \(curve.architecture)"
  }
}
