/// What is made of parameters alone, whether it is made in every pass or in the first one and kept.
public enum Derived: String, Hashable, Sendable, CaseIterable {
  /// Kept from the first pass on: a pass isn't charged for making it.
  case cached
  /// Made anew in every pass, as training has to.
  case generated
}

/// A diagonal state space as the convolution with its kernel.
///
/// S4D, Gu et al., arXiv 2206.11893:
///
///     y = kernel * u + D u
///
/// Inputs: u `[positions, channels]`, D `[1, channels]`, the parameters (``DiagonalStateSpace``). The
/// result is as u. Where the parameters are the model's own, a cached kernel is kept as its spectrum:
/// two transforms are left of three.
public struct StateSpaceConvolution: Operation {
  public static let name = "state-space convolution"
  public let space: DiagonalStateSpace
  public let kernel: Derived

  public init(_ space: DiagonalStateSpace, kernel: Derived) {
    self.space = space
    self.kernel = kernel
  }

  public var term: Term? { .longConvolution }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    [try space.shape(of: inputs, for: self)]
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let x = inputs[0].shape
    let skip = Charge(.longConvolution, .arithmetic, x.rows, x.columns, inner: 2)
    guard !keepsSpectrum(of: inputs) else {
      return LongConvolution.charges(x, transforms: 2) + [skip]
    }
    return StateSpaceKernel.charges(space, states: inputs[3].shape, positions: x.rows)
      + LongConvolution.charges(x, transforms: 3) + [skip]
  }

  /// Whether the kernel is there already.
  private func keepsSpectrum(of inputs: [Operand]) -> Bool {
    kernel == .cached && inputs[2...].allSatisfy { $0.parameter != nil }
  }

  public func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer] {
    guard keepsSpectrum(of: inputs) else {
      return inputs.map(Transfer.read) + results.map(Transfer.written)
    }
    // A spectrum has a complex number for each position.
    let x = inputs[0].shape
    return [
      .read(inputs[0]), .read(inputs[1]), Transfer(.vector, 2 * x.count, .once), .written(x),
    ]
  }

  public func sequentialDepth(on inputs: [Operand]) -> UInt128 { 1 }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let (u, skip) = (inputs[0], inputs[1])
    let kernels = StateSpaceKernel(space, positions: u.rows).evaluate(Array(inputs[2...]))
    let convolved = LongConvolution(isBidirectional: space.isBidirectional)
      .evaluate([u] + kernels)[0]
    return [Matrix(u.shape) { convolved[$0, $1] + skip[0, $1] * u[$0, $1] }]
  }

  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? {
    let u = inputs[0]
    let kernels = try engine.perform(
      StateSpaceKernel(space, positions: u.shape.rows), on: Array(inputs[2...]))
    let convolved = try engine.perform(
      LongConvolution(isBidirectional: space.isBidirectional), on: [u] + kernels)[0]
    return [
      try engine.result(
        Addition(term), convolved, engine.result(Multiplication(term), u, inputs[1]))
    ]
  }
}

extension DiagonalStateSpace {
  /// The result's shape of an operation on u, D and the parameters.
  func shape(of inputs: [Shape], for operation: some Operation) throws(EngineError) -> Shape {
    try operation.require(2 + count, of: inputs)
    let misfit = misfit(inputs[2...])
    try operation.require(misfit == nil, misfit ?? "")
    let channels = inputs[3].columns
    try operation.require(
      inputs[0].columns == channels && inputs[1] == Shape(rows: 1, columns: channels),
      "rows of \(inputs[0]) and skips of \(inputs[1]) don't fit \(channels) channels")
    return inputs[0]
  }
}
