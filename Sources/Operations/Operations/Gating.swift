/// `activation(a) · b` element by element, a and b side by side: `[rows, 2n]` to `[rows, n]`.
///
/// Shazeer, arXiv 2002.05202.
public struct Gating: Operation {
  public static let name = "gate"
  private let costs: Term
  public let function: Mapping.Function

  public init(_ activation: Activation, _ term: Term = .feedForward) {
    self.init(.activation(activation), term)
  }

  public init(_ function: Mapping.Function, _ term: Term = .feedForward) {
    self.function = function
    costs = term
  }

  public var term: Term? { costs }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(1, of: inputs)
    try require(inputs[0].columns.isMultiple(of: 2), "\(inputs[0]) isn't two halves")
    return [Shape(rows: inputs[0].rows, columns: inputs[0].columns / 2)]
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { inputs[0] }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let (rows, width) = (inputs[0].shape.rows, inputs[0].shape.columns / 2)
    return [
      Charge(costs, function.work, rows, width), Charge(costs, .gate, rows, width),
    ]
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let x = inputs[0]
    let width = x.columns / 2
    return [
      Matrix(rows: x.rows, columns: width) { function(x[$0, $1]) * x[$0, width + $1] }
    ]
  }

  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? {
    let width = inputs[0].shape.columns / 2
    let a = try engine.columns(0..<width, of: inputs[0])
    let b = try engine.columns(width..<2 * width, of: inputs[0])
    return [
      try engine.result(Multiplication(term), engine.result(Mapping(function, term), a), b)
    ]
  }
}

extension Engine {
  /// `activation(a) · b` element by element, a and b side by side: `[rows, 2n]` to `[rows, n]`.
  public func gated(_ x: Tensor, _ activation: Activation) throws -> Tensor {
    try result(Gating(activation), x)
  }
}
