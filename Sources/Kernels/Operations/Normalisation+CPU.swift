import COneDNN
import Operations

extension Normalisation: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let x = try engine.floats(engine.matrix(inputs[0]))
    let gain = try engine.dense(engine.matrix(inputs[1]))
    let shift = hasShift ? try engine.dense(engine.matrix(inputs[2])) : nil
    let result = try engine.result(results[0])
    if kind == .layer, let shift {
      try runLayerNorm(x, gain, shift, into: result, on: engine)
    } else {
      normalise(x, gain, shift, into: result)
    }
    return [result]
  }

  private func runLayerNorm(
    _ x: StridedMatrix, _ gain: StridedMatrix, _ shift: StridedMatrix,
    into result: StridedMatrix, on engine: CPUEngine
  ) throws {
    let x = try engine.dense(x)
    let kernel = try engine.rowNorm(CPUEngine.NormKey(shape: x.shape, epsilon: epsilon))
    let status = cc_dnn_norm_run(
      kernel.handle, x.start, gain.start, shift.start, result.start,
      try engine.scratch(bytes: kernel.scratchBytes))
    guard status == 0 else { throw EngineError.lastOfOneDNN }
  }

  /// Row by row: root mean square norms, and layer norms without a shift.
  private func normalise(
    _ x: StridedMatrix, _ gain: StridedMatrix, _ shift: StridedMatrix?,
    into result: StridedMatrix
  ) {
    let width = x.shape.columns
    let (gain, shift) = (gain.start, shift?.start)
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * width) { row in
      let (from, to) = (x.row(row), result.row(row))
      var mean: Float = 0
      if kind == .layer {
        for column in 0..<width { mean += from[column] }
        mean /= Float(width)
        for column in 0..<width { to[column] = from[column] - mean }
      } else {
        for column in 0..<width { to[column] = from[column] }
      }
      let variance = Lanes.sumOfSquares(to, count: width) / Float(width)
      let factor = 1 / (variance + epsilon).squareRoot()
      for column in 0..<width { to[column] = to[column] * factor * gain[column] }
      if let shift { for column in 0..<width { to[column] += shift[column] } }
    }
  }
}

extension CPUEngine {
  struct NormKey: Hashable {
    let shape: Shape
    let epsilon: Float
  }

  fileprivate func rowNorm(_ key: NormKey) throws -> RowNorm {
    if let known = norms[key] { return known }
    let norm = try RowNorm(rows: key.shape.rows, width: key.shape.columns, epsilon: key.epsilon)
    norms[key] = norm
    return norm
  }
}
