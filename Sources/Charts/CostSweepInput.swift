/// What a chart of counted costs over the length is made from.
public struct CostSweepInput: Sendable, Equatable {
  public var quantity: CostQuantity
  /// The conditions: convention, mask, segment, memory; one small grey line each.
  public var subtitle: [String]
  /// One per combination of model and architecture.
  ///
  /// Costs of the first architecture are divided by those of the others.
  public var curves: [CostCurve]
  /// Of the architectures; `nil`: in order.
  public var looks: ArchitectureLooks?
  /// What else has to be said, at the bottom.
  public var notes: [String]

  /// Curves of one quantity under the same conditions.
  public init(
    quantity: CostQuantity, subtitle: [String] = [], curves: [CostCurve],
    looks: ArchitectureLooks? = nil, notes: [String] = []
  ) {
    self.quantity = quantity
    self.subtitle = subtitle
    self.curves = curves
    self.looks = looks
    self.notes = notes
  }

  /// The curves with something to draw.
  var usable: [CostCurve] { curves.filter { !$0.usable.isEmpty } }

  /// The first architecture over every other one, model by model.
  var ratios: [CostCurve] {
    guard let first = usable.first?.architecture else { return [] }
    return usable.filter { $0.architecture != first }.compactMap { other in
      let whole = usable.first { $0.architecture == first && $0.model == other.model }
      return whole.map { $0.ratio(to: other) }
    }
    .filter { !$0.usable.isEmpty }
  }
}

extension [CostCurve] {
  /// Each model once, in order of appearance.
  var models: [String] { distinct(\.model) }
  /// Each architecture once, in order of appearance.
  var architectures: [String] { distinct(\.architecture) }

  private func distinct(_ name: (CostCurve) -> String) -> [String] {
    var seen: Set<String> = []
    return map(name).filter { seen.insert($0).inserted }
  }
}
