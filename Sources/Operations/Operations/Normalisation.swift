/// Each row normalised, then scaled and shifted: `(x - mean) / √(variance + epsilon) · gain + shift`;
/// a root mean square norm takes the mean to be 0.
///
/// Inputs: x `[rows, width]`, gain `[1, width]`, and shift `[1, width]` where there is one.
public struct Normalisation: Operation {
  public static let name = "norm"
  private let costs: Term
  public let kind: Norm.Kind
  public let epsilon: Float
  public let hasShift: Bool

  public init(_ term: Term, kind: Norm.Kind, epsilon: Float, hasShift: Bool) {
    costs = term
    self.kind = kind
    self.epsilon = epsilon
    self.hasShift = hasShift
  }

  public var term: Term? { costs }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(hasShift ? 3 : 2, of: inputs)
    let row = Shape(rows: 1, columns: inputs[0].columns)
    try require(
      inputs.dropFirst().allSatisfy { $0 == row },
      "gain and shift of \(inputs.dropFirst().map(\.description).joined(separator: " and ")) don't "
        + "fit rows of \(inputs[0])")
    return [inputs[0]]
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let x = inputs[0].shape
    return [
      Charge(costs, kind == .layer ? .layerNorm : .rootMeanSquareNorm, x.rows, x.columns)
    ]
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let (x, gain) = (inputs[0], inputs[1])
    let shift = hasShift ? inputs[2] : nil
    let width = Double(x.columns)
    let moments = (0..<x.rows).map { row in
      let mean = kind == .layer ? x[row: row].reduce(0, +) / width : 0
      let variance = x[row: row].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / width
      return (mean: mean, deviation: (variance + Double(epsilon)).squareRoot())
    }
    return [
      Matrix(x.shape) { row, column in
        let (mean, deviation) = moments[row]
        return (x[row, column] - mean) / deviation * gain[0, column] + (shift?[0, column] ?? 0)
      }
    ]
  }

  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? {
    let share = 1 / Double(inputs[0].shape.columns)
    func mean(_ x: E.Tensor, times factor: Double, plus addend: Double = 0) throws -> E.Tensor {
      try engine.result(
        Scaling(by: factor * share, plus: addend, term), engine.result(Sum(.columns, term), x))
    }
    var x = inputs[0]
    if kind == .layer { x = try engine.result(Addition(term), x, mean(x, times: -1)) }
    let variance = try mean(
      engine.result(Multiplication(term), x, x), times: 1, plus: Double(epsilon))
    let normalised = try engine.result(
      Multiplication(term), x, engine.result(Mapping(.reciprocalSquareRoot, term), variance))
    let scaled = try engine.result(Multiplication(term), normalised, inputs[1])
    return [hasShift ? try engine.result(Addition(term), scaled, inputs[2]) : scaled]
  }
}

extension Engine {
  /// Each row normalised, then scaled and shifted.
  public func norm(_ x: Tensor, _ norm: Norm) throws -> Tensor {
    let gain = try parameter(norm.gain)
    let inputs = if let shift = norm.shift { [x, gain, try parameter(shift)] } else { [x, gain] }
    return try perform(
      Normalisation(
        norm.term, kind: norm.kind, epsilon: norm.epsilon, hasShift: norm.shift != nil),
      on: inputs)[0]
  }
}
