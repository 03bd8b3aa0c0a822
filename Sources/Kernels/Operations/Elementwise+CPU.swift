import Operations

// Operations on elements, row by row, in `Float` whatever the rows' type.

extension CPUKernel {
  /// A result as wide as the first input, each row made of the input's row.
  fileprivate func eachRow(
    of x: StridedMatrix, _ result: Shape, on engine: CPUEngine,
    _ body: (_ row: Int, _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>) -> Void
  ) throws -> [StridedMatrix] {
    let result = try engine.result(result, of: x.type)
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * x.shape.columns) { row in
      x.withFloats(of: row) { from in result.setFloats(of: row) { body(row, from, $0) } }
    }
    return [result]
  }
}

extension BinaryElementwise {
  fileprivate func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine,
    _ combine: (Float, Float) -> Float
  ) throws -> [StridedMatrix] {
    let (a, b) = try (engine.matrix(inputs[0]), engine.matrix(inputs[1]))
    let width = a.shape.columns
    let result = try engine.result(results[0], of: a.type)
    RowTeam.run(rows: a.shape.rows, elements: a.shape.rows * width) { row in
      a.withFloats(of: row) { from in
        b.withFloats(of: b.shape.rows == 1 ? 0 : row) { other in
          result.setFloats(of: row) { to in
            if b.shape.columns == width {
              for column in 0..<width { to[column] = combine(from[column], other[column]) }
            } else {
              let only = other[0]
              for column in 0..<width { to[column] = combine(from[column], only) }
            }
          }
        }
      }
    }
    return [result]
  }
}

extension Addition: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    try run(inputs, results, on: engine) { $0 + $1 }
  }
}

extension Multiplication: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    try run(inputs, results, on: engine) { $0 * $1 }
  }
}

extension Scaling: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let (factor, addend) = (Float(factor), Float(addend))
    let width = results[0].columns
    return try eachRow(of: engine.matrix(inputs[0]), results[0], on: engine) { _, from, to in
      for column in 0..<width { to[column] = factor * from[column] + addend }
    }
  }
}

extension Mapping: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let width = results[0].columns
    return try eachRow(of: engine.matrix(inputs[0]), results[0], on: engine) { _, from, to in
      if function == .activation(.gelu) {
        for column in 0..<width { to[column] = Gating.gelu(from[column]) }
      } else {
        for column in 0..<width { to[column] = Float(function(Double(from[column]))) }
      }
    }
  }
}

extension Sum: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let x = try engine.matrix(inputs[0])
    let result = try engine.result(results[0])
    switch axis {
    case .rows: sumRows(of: x, into: result)
    case .columns: sumColumns(of: x, into: result)
    }
    return [result]
  }

  /// On one thread, in the rows' order: threads could only share columns, and reading half of each row
  /// of a large matrix takes three times as long as reading all of it, which memory bounds.
  private func sumRows(of x: StridedMatrix, into result: StridedMatrix) {
    result.clear()
    let to = result.start
    for row in 0..<x.shape.rows {
      x.withFloats(of: row) { from in
        for column in 0..<x.shape.columns { to[column] += from[column] }
      }
    }
  }

  private func sumColumns(of x: StridedMatrix, into result: StridedMatrix) {
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * x.shape.columns) { row in
      x.withFloats(of: row) { from in
        var sum = 0.0
        for column in 0..<x.shape.columns { sum += Double(from[column]) }
        result.row(row)[0] = Float(sum)
      }
    }
  }
}

extension Softmax: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let shape = results[0]
    return try eachRow(of: engine.matrix(inputs[0]), shape, on: engine) { row, from, to in
      to.update(repeating: 0, count: shape.columns)
      let seen = seen(by: row, of: shape)
      let weights = Self.weights(seen.map { scale * Double(from[$0]) })
      for (column, weight) in zip(seen, weights) { to[column] = Float(weight) }
    }
  }
}

extension ExpertWeights: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let scores = try engine.dense(engine.converted(engine.matrix(inputs[0]), to: .f32))
    let result = try engine.result(results[0])
    result.clear()
    let choice = ExpertChoice(
      scores: scores.start, rows: scores.shape.rows, experts: scores.shape.columns, active: active)
    for (expert, shares) in choice.shares.enumerated() {
      for share in shares { result.row(share.row)[expert] = share.weight }
    }
    return [result]
  }
}
