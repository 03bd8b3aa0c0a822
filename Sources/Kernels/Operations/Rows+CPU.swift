import Operations

// Looking up rows, adding them, and copying them.

extension Lookup: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let table = try engine.floats(engine.matrix(inputs[1]))
    let rows = try engine.indices(inputs[0], below: table.shape.rows)
    let result = try engine.result(results[0])
    for (row, index) in rows.enumerated() {
      let (from, to) = (table.row(index), result.row(row))
      for column in 0..<table.shape.columns { to[column] = from[column] * scale }
    }
    return [result]
  }
}

extension ScatterSum: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let x = try engine.floats(engine.matrix(inputs[1]))
    let targets = try engine.indices(inputs[0], below: rows)
    let result = try engine.result(results[0])
    result.clear()
    for (row, target) in targets.enumerated() {
      let (from, to) = (x.row(row), result.row(target))
      for column in 0..<x.shape.columns { to[column] += from[column] }
    }
    return [result]
  }
}

extension CPUEngine {
  /// The elements of a tensor as rows of something that has so many.
  fileprivate func indices(_ tensor: Tensor, below count: Int) throws -> [Int] {
    let indices: [Int]
    if case .indices(let known) = tensor.content {
      indices = known
    } else {
      indices = try values(of: tensor).map { Int(exactly: $0) ?? -1 }
    }
    guard let wrong = indices.first(where: { !(0..<count).contains($0) }) else { return indices }
    throw EngineError("token \(wrong) is outside the vocabulary of \(count)")
  }

  /// A matrix of f32 of the same elements.
  func floats(_ x: StridedMatrix) throws -> StridedMatrix {
    guard x.type != .f32 else { return x }
    let result = try result(x.shape)
    for row in 0..<x.shape.rows {
      x.withFloats(of: row) { result.row(row).update(from: $0, count: x.shape.columns) }
    }
    return result
  }
}

extension RowAddition: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let wanted = try indices(for: inputs[0].shape, in: inputs[1].shape)
    let x = try engine.floats(engine.matrix(inputs[0]))
    let table = try engine.matrix(inputs[1])
    let result = try engine.result(results[0])
    for row in 0..<x.shape.rows {
      let addend = table.row(wanted.lowerBound + (wanted.count == 1 ? 0 : row))
      let (from, to) = (x.row(row), result.row(row))
      for column in 0..<x.shape.columns { to[column] = from[column] + addend[column] }
    }
    return [result]
  }
}

extension Concatenation: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    var pieces = try inputs.map(engine.matrix)
    if !pieces.allSatisfy({ $0.type == pieces[0].type }) { pieces = try pieces.map(engine.floats) }
    let result = try engine.result(results[0], of: pieces[0].type)
    var first = 0
    for piece in pieces {
      switch axis {
      case .rows:
        if piece.shape.rows > 0 { result.copy(piece.shape.rows, rowsOf: piece, from: 0, to: first) }
        first += piece.shape.rows
      case .columns:
        result.columns(first..<first + piece.shape.columns)
          .copy(piece.shape.rows, rowsOf: piece, from: 0, to: 0)
        first += piece.shape.columns
      }
    }
    return [result]
  }
}

extension Padding: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let x = try engine.matrix(inputs[0])
    let result = try engine.result(results[0], of: x.type)
    result.clear()
    result.columns(column..<column + x.shape.columns)
      .copy(x.shape.rows, rowsOf: x, from: 0, to: row)
    return [result]
  }
}
