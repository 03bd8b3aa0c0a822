import CStateSpace
import Operations

/// The factors of a state space's discrete equation; they count as scratch memory.
private final class ScanFactors {
  /// Transitions, inputs, and outputs of each direction.
  let planes: ComplexPlanes

  init(_ planes: ComplexPlanes) { self.planes = planes }
}

extension StateSpaceScan: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let results = try results.map { try engine.result($0) }
    let u = try engine.converted(engine.matrix(inputs[0]), to: .f32)
    let skip = try engine.converted(engine.matrix(inputs[1]), to: .f32)
    let state = try state(inputs, results, on: engine)
    guard u.shape.columns > 0 else { return results }
    let factors = try factors(Array(inputs[2..<2 + space.count]), on: engine)
    let states = inputs[3].shape.rows
    func scan(_ direction: Int, from input: cc_rows, into output: cc_mutable_rows) {
      var job = cc_scan(
        transitions: factors.planes.modes(0), inputs: factors.planes.modes(1),
        outputs: factors.planes.modes(2 + direction), state_real: state[0].start,
        state_imaginary: state[1].start, input: input, output: output,
        positions: Int64(u.shape.rows), channels: Int64(u.shape.columns), states: Int32(states))
      cc_scan_run(&job, engine.instructionSet.inC)
    }
    scan(0, from: u.inC, into: results[0].mutableInC)
    var following: StridedMatrix?
    if space.isBidirectional, u.shape.rows > 0 {
      let backward = try engine.temporary(u.shape)
      state.forEach { $0.clear() }
      // From the last row to the first.
      let last = u.shape.rows - 1
      scan(
        1, from: cc_rows(values: u.row(last), stride: Int64(-u.stride)),
        into: cc_mutable_rows(values: backward.row(last), stride: Int64(-backward.stride)))
      following = backward
    }
    add(skip, u, following, to: results[0])
    return results
  }

  /// Re x and Im x before the first position, where those after the last one are left.
  private func state(
    _ inputs: [CPUEngine.Tensor], _ results: [StridedMatrix], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    try (0..<2).map { part in
      let state = try handsOn ? results[1 + part] : engine.temporary(inputs[3].shape)
      if continues {
        try engine.matrix(inputs[2 + space.count + part]).write(into: state)
      } else {
        state.clear()
      }
      return state
    }
  }

  private func factors(
    _ parameters: [CPUEngine.Tensor], on engine: CPUEngine
  ) throws -> ScanFactors {
    func make() throws -> ScanFactors {
      ScanFactors(
        try engine.planes(space, engine.floats(parameters), count: 2 + space.directions) {
          mode, index in
          switch index {
          case 0: mode.transition
          case 1: mode.scaledInput
          default: mode.scaledOutput(index - 2)
          }
        })
    }
    guard factors == .cached, let key = StateSpaceKey(space, parameters) else { return try make() }
    return try engine.reusable(key, make)
  }

  /// Adds D u, and what the next position's row holds of what follows it.
  private func add(
    _ skip: StridedMatrix, _ u: StridedMatrix, _ following: StridedMatrix?,
    to output: StridedMatrix
  ) {
    let (rows, channels) = (u.shape.rows, u.shape.columns)
    RowTeam.run(rows: rows, elements: rows * channels) { row in
      let (from, to) = (u.row(row), output.row(row))
      for channel in 0..<channels { to[channel] += skip.start[channel] * from[channel] }
      guard let following, row + 1 < rows else { return }
      let next = following.row(row + 1)
      for channel in 0..<channels { to[channel] += next[channel] }
    }
  }
}
