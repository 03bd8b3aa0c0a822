import Operations

// Looking up rows, adding them, and copying them.

extension Lookup: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let table = try engine.matrix(inputs[1])
    let rows = try engine.indices(inputs[0], below: table.shape.rows)
    let result = try engine.result(results[0])
    let width = table.shape.columns
    RowTeam.run(rows: rows.count, elements: rows.count * width) { row in
      let to = result.row(row)
      table.withFloats(of: rows[row]) { from in
        for column in 0..<width { to[column] = from[column] * scale }
      }
    }
    return [result]
  }
}

extension ScatterSum: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let x = try engine.matrix(inputs[1])
    let targets = try engine.indices(inputs[0], below: rows)
    let result = try engine.result(results[0])
    result.clear()
    // On one thread, as a sum of rows.
    for (row, target) in targets.enumerated() {
      let to = result.row(target)
      x.withFloats(of: row) { from in
        for column in 0..<x.shape.columns { to[column] += from[column] }
      }
    }
    return [result]
  }
}

extension CPUEngine {
  /// The elements of a tensor as rows of something that has so many.
  fileprivate func indices(_ tensor: Tensor, below count: Int) throws -> [Int] {
    guard case .indices(let known) = tensor.content else {
      return try values(of: tensor).map { try Lookup.row(Double($0), of: count) }
    }
    guard let wrong = known.first(where: { !(0..<count).contains($0) }) else { return known }
    throw EngineError.noRow(Double(wrong), of: count)
  }
}

extension RowAddition: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let wanted = try indices(for: inputs[0].shape, in: inputs[1].shape)
    let (x, table) = try (engine.matrix(inputs[0]), engine.matrix(inputs[1]))
    let result = try engine.result(results[0])
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * x.shape.columns) { row in
      let to = result.row(row)
      x.withFloats(of: row) { from in
        table.withFloats(of: wanted.lowerBound + (wanted.count == 1 ? 0 : row)) { addend in
          for column in 0..<x.shape.columns { to[column] = from[column] + addend[column] }
        }
      }
    }
    return [result]
  }
}

extension Concatenation: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let pieces = try inputs.map(engine.matrix)
    let isOfOneType = pieces.allSatisfy { $0.type == pieces[0].type }
    let result = try engine.result(results[0], of: isOfOneType ? pieces[0].type : .f32)
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
