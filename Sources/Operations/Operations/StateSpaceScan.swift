extension Term {
  /// A recurrence along the sequence.
  public static let scan = Term("scan")
}

extension Work {
  /// A multiply-add of a diagonal recurrence of complex numbers: seven for each state of each channel
  /// at a position, `x = a x + b u` and `y = y + Re(c x)`.
  public static let scanMultiplyAdd = Work("scans", isMultiplyAdd: true)
  /// A state of a channel whose continuous equation is made a discrete one.
  public static let discretisation = Work("discretisations")
}

/// A diagonal state space in its recurrent form.
///
/// S4D, Gu et al., arXiv 2206.11893, section 2:
///
///     x = exp(ΔA) x + (exp(ΔA) - 1) / A · B u[t]        y[t] = 2 Re(sum over states of C x) + D u[t]
///
/// and in both directions another x, from the end on, of what follows a position. It yields what
/// ``StateSpaceConvolution`` does.
///
/// Inputs: u `[positions, channels]`, D `[1, channels]`, the parameters (``DiagonalStateSpace``), and
/// where it goes on from earlier positions Re x and Im x after them, each `[states, channels]`.
/// Results: y, and Re x and Im x after the last position where they are handed on.
public struct StateSpaceScan: Operation {
  public static let name = "state-space scan"
  public let space: DiagonalStateSpace
  /// Whether the discrete equation's factors are kept.
  public let factors: Derived
  /// Whether it goes on from a state.
  public let continues: Bool
  /// Whether the last state is a result.
  public let handsOn: Bool

  public init(
    _ space: DiagonalStateSpace, factors: Derived, continues: Bool = false, handsOn: Bool = false
  ) {
    self.space = space
    self.factors = factors
    self.continues = continues
    self.handsOn = handsOn
  }

  public var term: Term? { .scan }

  /// Inputs before the state.
  private var stateless: Int { 2 + space.count }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(stateless + (continues ? 2 : 0), of: inputs)
    try require(
      !space.isBidirectional || !continues && !handsOn,
      "what follows a position is in no state that could be handed on")
    let result = try space.shape(of: Array(inputs.prefix(stateless)), for: self)
    let state = inputs[3]
    try require(
      inputs.dropFirst(stateless).allSatisfy { $0 == state },
      "a state of \(inputs[inputs.count - 1]) isn't one of \(state)")
    return handsOn ? [result, state, state] : [result]
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let (x, modes) = (inputs[0].shape, inputs[3].shape)
    let scan = [
      Charge(
        .scan, .scanMultiplyAdd, x.rows, modes.rows * modes.columns, inner: 7 * space.directions),
      Charge(.scan, .arithmetic, x.rows, x.columns, inner: 2),
    ]
    return keepsFactors(of: inputs)
      ? scan : scan + [Charge(.scan, .discretisation, modes.rows, modes.columns)]
  }

  private func keepsFactors(of inputs: [Operand]) -> Bool {
    factors == .cached && inputs[2..<stateless].allSatisfy { $0.parameter != nil }
  }

  public func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer] {
    guard keepsFactors(of: inputs) else {
      return inputs.map(Transfer.read) + results.map(Transfer.written)
    }
    // Transitions, inputs, and outputs of each direction, complex each.
    let factors = UInt128(2 * (2 + space.directions)) * inputs[3].shape.count
    return inputs.prefix(2).map(Transfer.read) + [Transfer(.vector, factors, .once)]
      + inputs.dropFirst(stateless).map(Transfer.read) + results.map(Transfer.written)
  }

  public func sequentialDepth(on inputs: [Operand]) -> UInt128 { UInt128(inputs[0].shape.rows) }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let (u, skip) = (inputs[0], inputs[1])
    let (states, channels) = (inputs[3].rows, u.columns)
    let modes = space.modes(inputs[2..<stateless])
    var output = Matrix(u.shape) { skip[0, $1] * u[$0, $1] }
    var last = [Complex](repeating: Complex(0), count: modes.count)
    if continues {
      let (real, imaginary) = (inputs[stateless], inputs[stateless + 1])
      last = zip(real.values, imaginary.values).map { Complex($0, $1) }
    }
    for (index, mode) in modes.enumerated() {
      let channel = index % channels
      let (transition, input) = (mode.transition, mode.scaledInput)
      for position in 0..<u.rows {
        last[index] = transition * last[index] + u[position, channel] * input
        output[position, channel] += (mode.scaledOutput(0) * last[index]).real
      }
      guard space.isBidirectional else { continue }
      var following = Complex(0)
      for position in (0..<u.rows).reversed() {
        output[position, channel] += (mode.scaledOutput(1) * following).real
        following = transition * following + u[position, channel] * input
      }
    }
    guard handsOn else { return [output] }
    let shape = Shape(rows: states, columns: channels)
    return [
      output, Matrix(shape, values: last.map(\.real)), Matrix(shape, values: last.map(\.imaginary)),
    ]
  }

  /// The convolution with the kernel, or position by position where there is a state.
  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? {
    guard continues || handsOn else {
      return try engine.perform(StateSpaceConvolution(space, kernel: factors), on: inputs)
    }
    return try unrolled(inputs, ComplexElements(engine, .scan))
  }

  private func unrolled<E: Engine>(
    _ inputs: [E.Tensor], _ complex: ComplexElements<E>
  ) throws -> [E.Tensor] {
    typealias Pair = ComplexElements<E>.Pair
    let engine = complex.engine
    let step = try engine.result(Mapping(.exponential, term), inputs[2])
    let rate: Pair = (
      try complex.scaled(engine.result(Mapping(.exponential, term), inputs[3]), by: -1),
      try complex.scaled(inputs[4], by: space.isConjugate ? -1 : 1)
    )
    let transition = try complex.exponential(complex.product(rate, real: step))
    var input = try complex.quotient(
      (engine.result(Scaling(by: 1, plus: -1, term), transition.0), transition.1), rate)
    if space.hasInput { input = try complex.product(input, (inputs[7], inputs[8])) }
    let output: Pair = (
      try complex.scaled(inputs[5], by: 2), try complex.scaled(inputs[6], by: 2)
    )
    let zero = try complex.scaled(inputs[3], by: 0)
    var state: Pair =
      continues ? (inputs[stateless], inputs[stateless + 1]) : (zero, zero)
    var rows: [E.Tensor] = []
    for position in 0..<inputs[0].shape.rows {
      let u = try engine.rows(position..<position + 1, of: inputs[0])
      state = try complex.sum(
        complex.product(transition, state), complex.product(input, real: u))
      rows.append(
        try engine.result(
          Addition(term),
          engine.result(Sum(.rows, term), complex.product(output, state).0),
          engine.result(Multiplication(term), u, inputs[1])))
    }
    let y =
      rows.isEmpty ? try complex.scaled(inputs[0], by: 0) : try engine.concatenate(rows)
    return handsOn ? [y, state.0, state.1] : [y]
  }
}

/// Arithmetic on matrices of complex numbers, real and imaginary parts apart.
private struct ComplexElements<E: Engine> {
  typealias Pair = (E.Tensor, E.Tensor)
  let engine: E
  private let term: Term

  init(_ engine: E, _ term: Term) {
    self.engine = engine
    self.term = term
  }

  func scaled(_ x: E.Tensor, by factor: Double) throws -> E.Tensor {
    try engine.result(Scaling(by: factor, term), x)
  }

  private func sum(_ a: E.Tensor, _ b: E.Tensor) throws -> E.Tensor {
    try engine.result(Addition(term), a, b)
  }

  private func product(_ a: E.Tensor, _ b: E.Tensor) throws -> E.Tensor {
    try engine.result(Multiplication(term), a, b)
  }

  func sum(_ a: Pair, _ b: Pair) throws -> Pair { (try sum(a.0, b.0), try sum(a.1, b.1)) }

  /// A real matrix may be laid over.
  func product(_ a: Pair, real b: E.Tensor) throws -> Pair {
    (try product(a.0, b), try product(a.1, b))
  }

  func product(_ a: Pair, _ b: Pair) throws -> Pair {
    (
      try sum(product(a.0, b.0), scaled(product(a.1, b.1), by: -1)),
      try sum(product(a.0, b.1), product(a.1, b.0))
    )
  }

  func quotient(_ a: Pair, _ b: Pair) throws -> Pair {
    let size = try sum(product(b.0, b.0), product(b.1, b.1))
    let inverse = try engine.result(Mapping(.reciprocal, term), size)
    return try product(product(a, (b.0, scaled(b.1, by: -1))), real: inverse)
  }

  func exponential(_ z: Pair) throws -> Pair {
    let size = try engine.result(Mapping(.exponential, term), z.0)
    return (
      try product(size, engine.result(Mapping(.cosine, term), z.1)),
      try product(size, engine.result(Mapping(.sine, term), z.1))
    )
  }
}
