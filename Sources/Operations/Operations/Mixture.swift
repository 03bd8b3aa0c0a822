/// Rows through the experts that a router chooses for each, plus a residual.
///
/// A position's experts are the `active` of the highest router scores, the lower index where scores
/// are equal; what they say is weighted by the softmax over those scores and summed. Jiang et al.,
/// arXiv 2401.04088, section 2.1. Inputs: x `[rows, inputs]`, the residual `[rows, outputs]`, the
/// router `[experts, inputs]`, then for each expert its two matrices, each followed by its bias where
/// there are biases.
public struct Mixture: Operation {
  public static let name = "mixture of experts"
  public let active: Int
  public let activation: Activation
  public let isGated: Bool
  public let hasBias: Bool

  public init(active: Int, activation: Activation, isGated: Bool, hasBias: Bool) {
    self.active = active
    self.activation = activation
    self.isGated = isGated
    self.hasBias = hasBias
  }

  public var term: Term? { .feedForward }

  /// One expert's inputs of all inputs: its matrices, and biases.
  public func expert<Input>(_ index: Int, of inputs: [Input]) -> [Input] {
    let count = hasBias ? 4 : 2
    return Array(inputs[3 + index * count..<3 + (index + 1) * count])
  }

  /// An expert's two products on inputs: `x` and its matrix, and bias.
  public var up: Product {
    Product(
      .feedForward, hasBias: hasBias, activation: isGated ? nil : activation, storedAs: .activation)
  }
  public var down: Product { Product(.feedForward, hasBias: hasBias) }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    let perExpert = hasBias ? 4 : 2
    try require(
      inputs.count >= 3 && inputs.count == 3 + inputs[2].rows * perExpert,
      "\(inputs.count) inputs aren't those of as many experts as the router has")
    let (x, residual, router) = (inputs[0], inputs[1], inputs[2])
    try require(
      router.columns == x.columns, "a router of \(router) doesn't fit rows of \(x)")
    try require(
      active >= 1 && active <= router.rows, "\(active) of \(router.rows) experts can't be chosen")
    let expert = expert(0, of: inputs)
    for index in 1..<router.rows {
      let other = self.expert(index, of: inputs)
      try require(other == expert, "expert \(index) of \(other) isn't as large as \(expert)")
    }
    let (first, second) = (Array(expert.prefix(perExpert / 2)), expert.suffix(perExpert / 2))
    var inner = try up.shapes(of: [x] + first)[0]
    if isGated { inner = try Gating(activation).shapes(of: [inner])[0] }
    let result = try down.shapes(of: [inner] + second)[0]
    try require(
      result == residual, "an expert's \(result) can't be added to a residual of \(residual)")
    return [residual]
  }

  /// Each expert is taken to see the same number of rows.
  public func parts(on inputs: [Operand], results: [Shape]) -> [OperationPart] {
    let (x, router) = (inputs[0].shape, inputs[2].shape)
    let expert = expert(0, of: inputs)
    let half = expert.count / 2
    let experts = Product.Experts(count: router.rows, chosen: active)
    func shape(_ columns: Int) -> Shape { Shape(rows: x.rows * active, columns: columns) }
    func product(_ product: Product, _ inputs: Int, _ weights: ArraySlice<Operand>, _ outputs: Int)
      -> OperationPart
    {
      OperationPart(
        operation: Product(
          .feedForward, hasBias: hasBias, activation: product.activation,
          storedAs: product.storedAs, experts: experts),
        inputs: [Operand(shape(inputs))] + weights, results: [shape(outputs)])
    }
    let (wide, outputs) = (expert[0].shape.rows, inputs[1].shape.columns)
    let inner = isGated ? wide / 2 : wide
    let gate = OperationPart(
      operation: Gating(activation), inputs: [Operand(shape(wide))], results: [shape(inner)])
    return [
      OperationPart(
        operation: Product(.router, hasBias: false), inputs: [inputs[0], inputs[2]],
        results: [Shape(rows: x.rows, columns: router.rows)]),
      product(up, x.columns, expert[..<half], wide),
    ] + (isGated ? [gate] : []) + [
      product(down, inner, expert[half...], outputs),
      OperationPart(
        operation: Combination(), inputs: [Operand(shape(outputs)), Operand(shape(outputs))],
        results: [shape(outputs)]),
    ]
  }

  public func evaluate(_ inputs: [Matrix]) throws -> [Matrix] {
    let x = inputs[0]
    let scores = Product(.router, hasBias: false).evaluate([x, inputs[2]])[0]
    let weights = ExpertWeights(active: active).evaluate([scores])[0]
    var result = inputs[1]
    for index in 0..<inputs[2].rows {
      let expert = expert(index, of: inputs)
      let half = expert.count / 2
      var wide = up.evaluate([x] + expert[..<half])[0]
      if isGated { wide = Gating(activation).evaluate([wide])[0] }
      let answers = down.evaluate([wide] + expert[half...])[0]
      for row in 0..<x.rows where weights[row, index] != 0 {
        for column in 0..<answers.columns {
          result[row, column] += weights[row, index] * answers[row, column]
        }
      }
    }
    return [result]
  }

  /// Every expert on all rows, those that weren't chosen weighing nothing.
  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? {
    let x = inputs[0]
    let scores = try engine.perform(Product(.router, hasBias: false), on: [x, inputs[2]])[0]
    let weights = try engine.result(ExpertWeights(active: active), scores)
    var result = inputs[1]
    for index in 0..<inputs[2].shape.rows {
      let expert = expert(index, of: inputs)
      let half = expert.count / 2
      var wide = try engine.perform(up, on: [x] + expert[..<half])[0]
      if isGated { wide = try engine.result(Gating(activation), wide) }
      let answers = try engine.perform(down, on: [wide] + expert[half...])[0]
      let weighted = try engine.result(
        Multiplication(term), answers, engine.columns(index..<index + 1, of: weights))
      result = try engine.result(Addition(term), result, weighted)
    }
    return [result]
  }
}

/// The softmax over the `active` highest scores of each row, 0 for the others: `[rows, experts]` to
/// the same.
public struct ExpertWeights: Operation {
  public static let name = "choice of experts"
  public let active: Int

  public init(active: Int) {
    self.active = active
  }

  public var term: Term? { .router }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(1, of: inputs)
    try require(
      active >= 1 && active <= inputs[0].columns,
      "\(active) of \(inputs[0].columns) experts can't be chosen")
    return inputs
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    [Charge(.router, .softmax, inputs[0].shape.rows, active)]
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let scores = inputs[0]
    var result = Matrix(scores.shape) { _, _ in 0 }
    for row in 0..<scores.rows {
      let chosen = (0..<scores.columns).sorted {
        (-scores[row, $0], $0) < (-scores[row, $1], $1)
      }.prefix(active)
      let weights = Softmax.weights(chosen.map { scores[row, $0] })
      for (column, weight) in zip(chosen, weights) { result[row, column] = weight }
    }
    return [result]
  }

  /// As of a softmax: what wasn't chosen weighs nothing, so that nothing flows back to it.
  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0] else { return [nil] }
    return [try Softmax.pullback(pass.results[0], gradient, scale: 1, .router, on: engine)]
  }
}

/// Rows weighted and summed: what the chosen experts say about a position, in an account of a mixture.
///
/// Inputs: answers `[rows, width]`, and as many elements that they are added to.
public struct Combination: Operation {
  public static let name = "combination of experts"

  public init() {}

  public var term: Term? { .feedForward }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(2, of: inputs)
    try require(inputs[0] == inputs[1], "answers of \(inputs[0]) can't be added to \(inputs[1])")
    return [inputs[0]]
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    [Charge(.feedForward, .combination, inputs[0].shape.rows, inputs[0].shape.columns)]
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] { Addition(term).evaluate(inputs) }

  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? {
    [try engine.result(Addition(term), inputs[0], inputs[1])]
  }
}
