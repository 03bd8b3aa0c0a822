import Architectures
import COneDNN

extension CPUEngine {
  struct NormKey: Hashable {
    let shape: Shape
    let epsilon: Float
  }

  public func norm(_ x: Tensor, _ norm: Norm) throws -> Tensor {
    let result = try tensor(rows: x.shape.rows, columns: x.shape.columns)
    switch norm.kind {
    case .layer: try layerNorm(x, norm, into: result)
    case .rootMeanSquare: try rootMeanSquareNorm(x, norm, into: result)
    }
    observer?(
      .norm(term: norm.term, kind: norm.kind, rows: x.shape.rows, width: x.shape.columns))
    return result
  }

  private func layerNorm(_ x: Tensor, _ norm: Norm, into result: Tensor) throws {
    precondition(x.isDense)
    let gain = try constant(norm.gain)
    // oneDNN is told to shift; a layer norm without a shift doesn't occur.
    guard let shift = try norm.shift.map({ try constant($0) }) else {
      throw EngineError("\(norm.gain.name) belongs to a layer norm without a shift; give it one")
    }
    let kernel = try rowNorm(NormKey(shape: x.shape, epsilon: norm.epsilon))
    let status = cc_dnn_norm_run(
      kernel.handle, x.start, gain.start, shift.start, result.start,
      try scratch(bytes: kernel.scratchBytes))
    guard status == 0 else { throw EngineError.lastOfOneDNN }
  }

  private func rowNorm(_ key: NormKey) throws -> RowNorm {
    if let known = norms[key] { return known }
    let norm = try RowNorm(
      rows: key.shape.rows, width: key.shape.columns, epsilon: key.epsilon)
    norms[key] = norm
    return norm
  }

  private func rootMeanSquareNorm(_ x: Tensor, _ norm: Norm, into result: Tensor) throws {
    let gain = try constant(norm.gain).start
    let width = x.shape.columns
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * width) { row in
      let (from, to) = (x.row(row), result.row(row))
      let meanOfSquares = Lanes.sumOfSquares(from, count: width) / Float(width)
      let factor = 1 / (meanOfSquares + norm.epsilon).squareRoot()
      for column in 0..<width { to[column] = from[column] * factor * gain[column] }
    }
  }
}
