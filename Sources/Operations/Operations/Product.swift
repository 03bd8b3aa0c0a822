/// `activation(x Wᵀ + b) + residual`: `[rows, inputs]` to `[rows, outputs]`.
///
/// Inputs: x, W `[outputs, inputs]`, then b `[1, outputs]` and the residual `[rows, outputs]` where
/// there are such.
public struct Product: Operation {
  /// Experts among which the rows are divided, in an account alone.
  public struct Experts: Hashable, Sendable {
    public let count: Int
    /// How many each position is multiplied with.
    public let chosen: Int

    public init(count: Int, chosen: Int) {
      self.count = count
      self.chosen = chosen
    }
  }

  public static let name = "product"
  private let costs: Term
  public let hasBias: Bool
  public let activation: Activation?
  public let hasResidual: Bool
  public let storedAs: StorageRole
  /// `nil` for one matrix that all rows are multiplied with.
  public let experts: Experts?

  public init(
    _ term: Term, hasBias: Bool, activation: Activation? = nil, hasResidual: Bool = false,
    storedAs role: StorageRole = .stream, experts: Experts? = nil
  ) {
    costs = term
    self.hasBias = hasBias
    self.activation = activation
    self.hasResidual = hasResidual
    storedAs = role
    self.experts = experts
  }

  public var term: Term? { costs }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(2 + (hasBias ? 1 : 0) + (hasResidual ? 1 : 0), of: inputs)
    try require(experts == nil, "rows divided among experts are part of a mixture only")
    let (x, weight) = (inputs[0], inputs[1])
    try require(
      x.columns == weight.columns, "rows of \(x.columns) don't fit a matrix of \(weight)")
    let result = Shape(rows: x.rows, columns: weight.rows)
    try require(
      !hasBias || inputs[2] == Shape(rows: 1, columns: weight.rows),
      "a bias of \(inputs[min(2, inputs.count - 1)]) doesn't fit results of \(result)")
    try require(
      !hasResidual || inputs[inputs.count - 1] == result,
      "a residual of \(inputs[inputs.count - 1]) can't be added to results of \(result)")
    return [result]
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { storedAs }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let (rows, weight) = (inputs[0].shape.rows, inputs[1].shape)
    var charges = [Charge(costs, work, rows, weight.rows, inner: weight.columns)]
    if hasBias { charges.append(Charge(costs, .bias, rows, weight.rows)) }
    if let activation { charges.append(Charge(costs, activation.work, rows, weight.rows)) }
    if hasResidual {
      charges.append(Charge(costs, .residual, rows, weight.rows))
      if costs != .adapters { charges.append(Charge(costs, .dropout, rows, weight.rows)) }
    }
    return charges
  }

  private var work: Work {
    switch costs {
    case .vocabulary: .vocabularyMultiplyAdd
    case .router: .routerMultiplyAdd
    default: .multiplyAdd
    }
  }

  public func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer] {
    inputs.map { operand in
      guard let experts, let kind = operand.parameter?.transferKind else { return .read(operand) }
      return Transfer(
        kind, operand.shape.count,
        .experts(count: experts.count, chosen: experts.chosen, rows: inputs[0].shape.rows))
    } + results.map(Transfer.written)
  }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements {
    // A ReLU's slope is seen in its result, which the next product keeps.
    let keepsSum = activation != nil && activation != .relu || costs == .vocabulary
    return SavedElements(
      tensors: inputs[0].shape.count
        + (keepsSum ? elements(inputs[0].shape.rows, inputs[1].shape.rows) : 0))
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let (x, weight) = (inputs[0], inputs[1])
    let bias = hasBias ? inputs[2] : nil
    let residual = hasResidual ? inputs[inputs.count - 1] : nil
    return [
      Matrix(rows: x.rows, columns: weight.rows) { row, output in
        var sum = bias?[0, output] ?? 0
        for input in 0..<x.columns { sum += x[row, input] * weight[output, input] }
        return (activation?.value(sum) ?? sum) + (residual?[row, output] ?? 0)
      }
    ]
  }

  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? {
    var y = try engine.result(
      MatrixProduct(costs, work, transposingSecond: true, storedAs: storedAs), inputs[0], inputs[1])
    if hasBias { y = try engine.result(Addition(costs), y, inputs[2]) }
    if let activation { y = try engine.result(Mapping(.activation(activation), costs), y) }
    if hasResidual { y = try engine.result(Addition(costs), y, inputs[inputs.count - 1]) }
    return [y]
  }
}

extension Engine {
  /// `activation(x Wᵀ + b) + residual`: `[rows, inputs]` to `[rows, outputs]`.
  public func linear(
    _ x: Tensor, _ layer: Linear, activation: Activation? = nil, adding residual: Tensor? = nil,
    storedAs role: StorageRole = .stream
  ) throws -> Tensor {
    let weight = try parameter(layer.weight)
    var inputs =
      if let bias = layer.bias { [x, weight, try parameter(bias)] } else { [x, weight] }
    if let residual { inputs.append(residual) }
    return try perform(
      Product(
        layer.term, hasBias: layer.bias != nil, activation: activation,
        hasResidual: residual != nil, storedAs: role), on: inputs)[0]
  }
}
