import Operations

/// An affine map whose matrix and bias are those of one or several maps of a case, one below the
/// other: `NAME.weight` `[out, in]` and, where there is one, `NAME.bias`.
public struct CaseLinear: Sendable {
  public let linear: Linear
  /// Where its values are in the case.
  public let parameters: [(parameter: Parameter, layout: CaseLayout)]

  /// - Parameter outputs: Of each of the maps that are stacked.
  public init(
    _ term: Term, stacking names: [String], inputs: Int, outputs: Int, _ reader: any CaseReader
  ) {
    let hasBias = names.allSatisfy { reader.shape(ofWeight: "\($0).bias") != nil }
    linear = Linear(
      term, name: names.joined(separator: "+"), inputs: inputs, outputs: names.count * outputs,
      bias: hasBias)
    func layout(_ suffix: String, _ joining: CaseLayout.Joining) -> CaseLayout {
      CaseLayout(names.map { CaseView("\($0).\(suffix)") }, joining)
    }
    parameters =
      [(linear.weight, layout("weight", .stacked))]
      + (linear.bias.map { [($0, layout("bias", .sideBySide))] } ?? [])
  }
}
