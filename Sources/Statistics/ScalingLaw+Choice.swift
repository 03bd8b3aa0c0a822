import Foundation

extension ScalingLaw {
  /// Akaike's criterion, corrected for small samples: the lower, the better the form predicts.
  ///
  /// n ln(Σ residual² / n) + 2k + 2k(k + 1) / (n - k - 1) for n points, which are sizes and not
  /// rounds, and k parameters: the form's and the residuals' variance. A coefficient that came out
  /// as 0 counts too, because it was free to be anything else. (Hurvich and Tsai, Biometrika 76,
  /// 1989.) `nil` with fewer than k + 2 points, where it isn't defined: five for a linear law, six
  /// for the others.
  public var aicc: Double? {
    let n = Double(pointCount)
    let k = Double(form.parameters + 1)
    guard n - k - 1 > 0 else { return nil }
    // Points that lie on the law would make its error nothing but rounding.
    let variance = max(squaredError / n, 1e-24)
    return n * log(variance) + 2 * k + 2 * k * (k + 1) / (n - k - 1)
  }

  /// How a law's form comes about.
  public enum Choice: Hashable, Sendable {
    case given(Form)
    /// The form with the lowest AICc, from ``ScalingLaw/fewestToChoose`` sizes on; else this one.
    case chosen(otherwise: Form)

    public static var linear: Choice { .given(.linear) }
    public static var quadratic: Choice { .given(.quadratic) }
    public static var power: Choice { .given(.power) }

    /// Whether AICc decides among so many sizes.
    public func isOpen(sizes: Int) -> Bool {
      if case .chosen = self { sizes >= ScalingLaw.fewestToChoose } else { false }
    }
  }

  /// Sizes from which on AICc chooses.
  ///
  /// It is defined for six, but then takes a third parameter only where that lowers the squared error
  /// 148-fold: e³⁰⁄⁶; with seven sizes sevenfold.
  public static let fewestToChoose = 7

  /// The law of the form that the choice says; `nil` when there are too few points for it.
  ///
  /// O(points).
  public init?(by choice: Choice, points: [Point]) {
    let law =
      switch choice {
      case .given(let form): ScalingLaw(form, points: points)
      case .chosen where choice.isOpen(sizes: points.count): Self.chosen(from: points)
      case .chosen(let form): ScalingLaw(form, points: points)
      }
    guard let law else { return nil }
    self = law
  }

  /// The form with the lowest AICc, of those it is defined for; `nil` with fewer than five points.
  ///
  /// O(points).
  public static func chosen(from points: [Point], among forms: [Form] = Form.allCases)
    -> ScalingLaw?
  {
    let laws = forms.compactMap { ScalingLaw($0, points: points) }.compactMap { law in
      law.aicc.map { (law: law, aicc: $0) }
    }
    return laws.min { $0.aicc < $1.aicc }?.law
  }
}
