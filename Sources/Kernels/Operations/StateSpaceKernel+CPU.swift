import CMachine
import CStateSpace
import Operations

/// Complex numbers of every state of every channel, each of their parts `[states, channels]` of f32.
struct ComplexPlanes {
  private let planes: StridedMatrix
  private let states: Int

  init(_ planes: StridedMatrix, states: Int) {
    self.planes = planes
    self.states = states
  }

  /// The numbers that were made for an index.
  func modes(_ index: Int) -> cc_modes {
    cc_modes(real: row(2 * index, 0), imaginary: row(2 * index + 1, 0))
  }

  fileprivate func row(_ plane: Int, _ state: Int) -> UnsafeMutablePointer<Float> {
    planes.row(plane * states + state)
  }
}

extension CPUEngine {
  /// So many complex numbers of every state of every channel, computed in `Double`.
  ///
  /// - Parameter parameters: Rows of f32.
  func planes(
    _ space: DiagonalStateSpace, _ parameters: [StridedMatrix], count: Int,
    _ number: (_ mode: DiagonalStateSpace.Mode, _ index: Int) -> Complex
  ) throws -> ComplexPlanes {
    let (states, channels) = (parameters[1].shape.rows, parameters[1].shape.columns)
    let planes = ComplexPlanes(
      try temporary(Shape(rows: 2 * count * states, columns: channels)), states: states)
    // A mode takes as long as some hundred elements.
    RowTeam.run(rows: states, elements: 100 * states * channels) { state in
      for channel in 0..<channels {
        let mode = space.mode(state, of: states) { Double(parameters[$0].row($1)[channel]) }
        for index in 0..<count {
          let number = number(mode, index)
          planes.row(2 * index, state)[channel] = Float(number.real)
          planes.row(2 * index + 1, state)[channel] = Float(number.imaginary)
        }
      }
    }
    return planes
  }

  /// Writes the kernels of a state space, one for each direction; they are dense or not.
  func generate(
    _ space: DiagonalStateSpace, _ parameters: [StridedMatrix], into kernels: [StridedMatrix]
  ) throws {
    guard !kernels[0].isEmpty else { return }
    let states = parameters[1].shape.rows
    let planes = try planes(space, parameters, count: 1 + kernels.count) { mode, index in
      index == 0 ? mode.exponent : mode.weight(index - 1)
    }
    let bytes = cc_generation_scratch_bytes(Int32(states), cc_team_size(), instructionSet.inC)
    let scratch = try scratch(bytes: bytes)
    for (direction, kernel) in kernels.enumerated() {
      var job = cc_generation(
        weights: planes.modes(1 + direction), exponents: planes.modes(0),
        kernel: kernel.mutableInC, positions: Int64(kernel.shape.rows),
        channels: Int64(kernel.shape.columns), states: Int32(states))
      cc_generation_run(&job, scratch, instructionSet.inC)
    }
    withExtendedLifetime(planes) {}
  }
}

extension StateSpaceKernel: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let kernels = try results.map { try engine.result($0) }
    try engine.generate(space, engine.floats(inputs), into: kernels)
    return kernels
  }
}

extension StateSpaceKernelGradient: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ shapes: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let results = try shapes.map { try engine.result($0) }
    let matrices = try engine.floats(inputs)
    let kernels = Array(matrices[space.count...])
    let (states, channels) = (shapes[1].rows, shapes[1].columns)
    // States are shared among threads, and each adds to the gradient of Δ.
    let steps = try engine.temporary(shapes[1])
    RowTeam.run(rows: states, elements: 100 * states * channels * (1 + kernels[0].shape.rows)) {
      state in
      let modes = (0..<channels).map { channel in
        space.mode(state, of: states) { Double(matrices[$0].row($1)[channel]) }
      }
      let moments = kernels.map { Moments(of: $0, modes) }
      for channel in 0..<channels {
        let gradient = space.gradient(of: modes[channel]) { moments[$0][channel] }
        space.add(gradient, state, of: states) { parameter, row, value in
          let to = parameter == 0 ? steps.row(state) : results[parameter].row(row)
          to[channel] = Float(value)
        }
      }
    }
    results[0].clear()
    for state in 0..<states {
      for channel in 0..<channels { results[0].start[channel] += steps.row(state)[channel] }
    }
    return results
  }
}

/// Sums over positions t of a kernel's gradient, and of t times it, times exp(exponent t): one of
/// each for a channel.
private struct Moments {
  private var sums: [SIMD4<Double>]

  subscript(channel: Int) -> (zeroth: Complex, first: Complex) {
    let sums = sums[channel]
    return (Complex(sums[0], sums[1]), Complex(sums[2], sums[3]))
  }

  /// - Parameter modes: One for each channel.
  init(of gradient: StridedMatrix, _ modes: [DiagonalStateSpace.Mode]) {
    sums = [SIMD4<Double>](repeating: .zero, count: modes.count)
    var powers = [Complex](repeating: Complex(1), count: modes.count)
    let transitions = modes.map(\.transition)
    for position in 0..<gradient.shape.rows {
      let (row, t) = (gradient.row(position), Double(position))
      for channel in modes.indices {
        let (value, power) = (Double(row[channel]), powers[channel])
        let (real, imaginary) = (value * power.real, value * power.imaginary)
        sums[channel] += SIMD4(real, imaginary, t * real, t * imaginary)
        powers[channel] = power * transitions[channel]
      }
    }
  }
}
