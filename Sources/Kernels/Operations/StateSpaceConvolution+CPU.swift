import Operations

/// What is kept of a state space's parameters for one number of positions.
struct StateSpaceKey: Hashable {
  let space: DiagonalStateSpace
  /// Names of the parameters.
  let names: [String]
  /// 0 where it is the same for any number.
  let positions: Int

  /// - Returns: `nil` unless all are parameters of the model.
  init?(
    _ space: DiagonalStateSpace, _ parameters: some Collection<CPUEngine.Tensor>,
    positions: Int = 0
  ) {
    let names = parameters.compactMap { tensor -> String? in
      if case .parameter(let parameter) = tensor.content { parameter.name } else { nil }
    }
    guard names.count == parameters.count else { return nil }
    self.space = space
    self.names = names
    self.positions = positions
  }
}

/// The spectrum of a state space's kernels with its skip in them; it counts as scratch memory.
private final class KeptSpectrum {
  let spectrum: StridedMatrix

  init(_ spectrum: StridedMatrix) { self.spectrum = spectrum }
}

extension StateSpaceConvolution: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let result = try engine.result(results[0])
    guard !result.isEmpty else { return [result] }
    let u = try engine.converted(engine.matrix(inputs[0]), to: .f32)
    let plan = try engine.convolutionPlan(positions: u.shape.rows)
    // D is part of what is kept too.
    let key = StateSpaceKey(space, inputs[1...], positions: u.shape.rows)
    let kept =
      if kernel == .cached, let key {
        try engine.reusable(key) { try spectrum(of: inputs, plan, on: engine) }
      } else {
        try spectrum(of: inputs, plan, on: engine)
      }
    plan.apply(
      kept.spectrum.start, isConjugate: false, to: u, into: [result],
      scratch: try engine.scratch(bytes: plan.scratchBytes))
    return [result]
  }

  /// Of the kernels, the forward one with D added to its first position: `D u[t]` is `y[t]`'s part of
  /// the position itself.
  private func spectrum(
    of inputs: [CPUEngine.Tensor], _ plan: ConvolutionPlan, on engine: CPUEngine
  ) throws -> KeptSpectrum {
    let parameters = try engine.floats(inputs[1...])
    let shape = inputs[0].shape
    let kernels = try (0..<space.directions).map { _ in try engine.temporary(shape) }
    try engine.generate(space, Array(parameters[1...]), into: kernels)
    for channel in 0..<shape.columns { kernels[0].start[channel] += parameters[0].start[channel] }
    let spectrum = try engine.temporary(
      Shape(rows: 1, columns: plan.spectrumCount(channels: shape.columns)))
    plan.transform(
      kernels[0], space.isBidirectional ? kernels[1] : nil, into: spectrum.start,
      scratch: try engine.scratch(bytes: plan.scratchBytes))
    return KeptSpectrum(spectrum)
  }
}
