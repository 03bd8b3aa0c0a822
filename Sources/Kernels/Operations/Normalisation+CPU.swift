import COneDNN
import Operations

extension Normalisation: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let x = try engine.matrix(inputs[0])
    let gain = try engine.converted(engine.matrix(inputs[1]), to: .f32)
    let shift = hasShift ? try engine.converted(engine.matrix(inputs[2]), to: .f32) : nil
    let result = try engine.result(results[0])
    guard x.shape.rows > 0, x.shape.columns > 0 else { return [result] }
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
    let x = try engine.dense(engine.converted(x, to: .f32))
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
      let to = result.row(row)
      x.withFloats(of: row) { from in
        guard kind == .layer else { return to.update(from: from, count: width) }
        var mean: Float = 0
        for column in 0..<width { mean += from[column] }
        mean /= Float(width)
        for column in 0..<width { to[column] = from[column] - mean }
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
