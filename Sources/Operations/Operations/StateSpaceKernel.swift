extension Term {
  /// Making the kernel that a state space convolves with.
  public static let stateSpaceKernel = Term("state-space-kernel")
}

extension Work {
  /// A real multiply-add of a sum of complex exponentials, four for each complex one.
  public static let kernelMultiplyAdd = Work("kernels of state spaces", isMultiplyAdd: true)
  /// The exponential of a complex number in such a sum.
  public static let complexExponential = Work("complex exponentials")
}

/// The kernel of a diagonal state space, one for each direction.
///
///     kernel[t] = sum over states of Re(2 C (exp(ΔA) - 1) / A · B exp(ΔA t))
///
/// Inputs: the parameters (``DiagonalStateSpace``). Results: `[positions, channels]`, forward and, in
/// both directions, backward. Gu et al., arXiv 2206.11893, section 3.2, equation 6.
///
/// By the formula it is a product with a Vandermonde matrix: a complex multiply-add and a complex
/// exponential for each state, position and channel, 8 FLOPs and the exponential.
public struct StateSpaceKernel: Operation {
  public static let name = "state-space kernel"
  public let space: DiagonalStateSpace
  public let positions: Int

  public init(_ space: DiagonalStateSpace, positions: Int) {
    self.space = space
    self.positions = positions
  }

  public var term: Term? { .stateSpaceKernel }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    let misfit = space.misfit(inputs)
    try require(misfit == nil, misfit ?? "")
    try require(positions >= 0, "\(positions) positions can't be")
    let kernel = Shape(rows: positions, columns: inputs[0].columns)
    return space.isBidirectional ? [kernel, kernel] : [kernel]
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    Self.charges(space, states: inputs[1].shape, positions: positions)
  }

  static func charges(
    _ space: DiagonalStateSpace, states: Shape, positions: Int, times: Int = 1
  ) -> [Charge] {
    let modes = states.rows * states.columns
    return [
      Charge(
        .stateSpaceKernel, .kernelMultiplyAdd, positions, modes, inner: 4 * times * space.directions
      ),
      // Those of the forward kernel serve the backward one.
      Charge(.stateSpaceKernel, .complexExponential, positions, modes),
    ]
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let modes = space.modes(inputs[...])
    let channels = inputs[0].columns
    return (0..<space.directions).map { direction in
      let weights = modes.map { $0.weight(direction) }
      return Matrix(rows: positions, columns: channels) { position, channel in
        stride(from: channel, to: modes.count, by: channels).reduce(0) { sum, index in
          sum + (weights[index] * .exponential(Double(position) * modes[index].exponent)).real
        }
      }
    }
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    let gradients = try zip(pass.gradients, pass.results).map { gradient, kernel in
      try gradient ?? engine.result(Scaling(by: 0, term), kernel)
    }
    return try engine.perform(StateSpaceKernelGradient(space), on: pass.inputs + gradients)
  }
}

/// The gradients of a state space's parameters, of those of its kernels.
///
/// Inputs: the parameters, and the gradient of the kernel of each direction `[positions, channels]`.
/// Results: of the parameters' shapes.
public struct StateSpaceKernelGradient: Operation {
  public static let name = "gradient of a state-space kernel"
  public let space: DiagonalStateSpace

  public init(_ space: DiagonalStateSpace) {
    self.space = space
  }

  public var term: Term? { .stateSpaceKernel }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(space.count + space.directions, of: inputs)
    let misfit = space.misfit(inputs.prefix(space.count))
    try require(misfit == nil, misfit ?? "")
    let kernels = inputs.dropFirst(space.count)
    try require(
      kernels.allSatisfy { $0 == kernels.first && $0.columns == inputs[0].columns },
      "gradients of \(kernels) aren't those of kernels of \(inputs[0].columns) channels")
    return Array(inputs.prefix(space.count))
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    // A sum of the gradient, and one of the gradient times its position.
    StateSpaceKernel.charges(
      space, states: inputs[1].shape, positions: inputs[space.count].shape.rows, times: 2)
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let modes = space.modes(inputs.prefix(space.count))
    let channels = inputs[0].columns
    let kernels = Array(inputs.dropFirst(space.count))
    var results = inputs.prefix(space.count).map { Matrix($0.shape) { _, _ in 0 } }
    for (index, mode) in modes.enumerated() {
      let (state, channel) = (index / channels, index % channels)
      let gradient = space.gradient(of: mode) { direction in
        let kernel = kernels[direction]
        return (0..<kernel.rows).reduce((Complex(0), Complex(0))) { sums, position in
          let term =
            kernel[position, channel] * Complex.exponential(Double(position) * mode.exponent)
          return (sums.0 + term, sums.1 + Double(position) * term)
        }
      }
      space.add(gradient, state, of: modes.count / channels) { parameter, row, value in
        results[parameter][row, channel] += value
      }
    }
    return results
  }
}

extension DiagonalStateSpace {
  /// Calls `add` with what a state of a channel adds to the parameters' gradients.
  public func add(
    _ gradient: Gradient, _ state: Int, of states: Int,
    _ add: (_ parameter: Int, _ row: Int, _ value: Double) -> Void
  ) {
    add(0, 0, gradient.logStep)
    add(1, state, gradient.logDecay)
    add(2, state, gradient.turn)
    add(3, state, gradient.outputs.0.real)
    add(4, state, gradient.outputs.0.imaginary)
    if isBidirectional {
      add(3, states + state, gradient.outputs.1.real)
      add(4, states + state, gradient.outputs.1.imaginary)
    }
    if hasInput {
      add(5, state, gradient.input.real)
      add(6, state, gradient.input.imaginary)
    }
  }
}
