/// What a chart of two costs around the length where they cross is made from.
public struct CrossoverInput: Sendable, Equatable {
  public var quantity: CostQuantity
  /// The conditions: convention, mask, segment, memory; one small grey line each.
  public var subtitle: [String]
  /// The cost that is divided by the second.
  public var first: CostCurve
  public var second: CostCurve
  /// The length in positions where the curves cross, as exactly as it is known; `nil` where they
  /// don't.
  public var crossing: Double?
  /// Of the names; `nil`: in order.
  public var looks: ArchitectureLooks?
  public var notes: [String]

  /// Two curves over a decade or so on either side of `crossing`.
  public init(
    quantity: CostQuantity, subtitle: [String] = [], first: CostCurve, second: CostCurve,
    crossing: Double?, looks: ArchitectureLooks? = nil, notes: [String] = []
  ) {
    self.quantity = quantity
    self.subtitle = subtitle
    self.first = first
    self.second = second
    self.crossing = crossing
    self.looks = looks
    self.notes = notes
  }

  /// What tells a curve from the other: the architecture, the model, or both.
  func name(of curve: CostCurve) -> String {
    if first.model == second.model { return curve.architecture }
    return first.architecture == second.architecture
      ? curve.model : "\(curve.model), \(curve.architecture)"
  }

  /// Where the curves cross, if that has a place on the axis.
  var usableCrossing: Double? {
    crossing.flatMap { Scale.log10.accepts($0) ? $0 : nil }
  }
}
