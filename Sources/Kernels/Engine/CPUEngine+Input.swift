import Operations

extension CPUEngine {
  public func input(at positions: Range<Int>, width: Int) throws -> Tensor {
    let rows = try sequence.rows(width: width)
    let resident = try inputRows ?? residentInput(rows)
    let first = positions.lowerBound % rows.count
    if first + positions.count <= rows.count {
      return Tensor(resident.rows(first..<first + positions.count))
    }
    let result = try result(Shape(rows: positions.count, columns: width))
    RowTeam.run(rows: positions.count, elements: positions.count * width) { row in
      result.copyAlone(1, rowsOf: resident, from: (first + row) % rows.count, to: row)
    }
    return Tensor(result)
  }

  private func residentInput(_ rows: SequenceInput.Rows) throws -> StridedMatrix {
    let resident = try matrix(rows.values, Shape(rows: rows.count, columns: rows.width))
    inputRows = resident
    return resident
  }

  public func tokens(at positions: Range<Int>, vocabulary: Int) throws -> Tensor {
    let tokens = try sequence.tokens(at: positions, vocabulary: vocabulary)
    return Tensor(indices: Array(tokens))
  }
}
