import Architectures

// Looking up rows, copying them, and views of them.
extension CPUEngine {
  public func input(at positions: Range<Int>, width: Int) throws -> Tensor {
    let rows = try sequence.rows(width: width)
    let resident = try inputRows ?? residentInput(rows)
    let first = positions.lowerBound % rows.count
    if first + positions.count <= rows.count {
      return self.rows(first..<first + positions.count, of: resident)
    }
    let result = try tensor(rows: positions.count, columns: width)
    for row in 0..<positions.count {
      result.copy(1, rowsOf: resident, from: (first + row) % rows.count, to: row)
    }
    return result
  }

  private func residentInput(_ rows: SequenceInput.Rows) throws -> Tensor {
    let resident = try tensor(rows.values, Shape(rows: rows.count, columns: rows.width))
    inputRows = resident
    return resident
  }

  public func embedding(
    at positions: Range<Int>, in table: Parameter, scale: Float
  ) throws -> Tensor {
    let tokens = try sequence.tokens(at: positions, vocabulary: table.shape.rows)
    let values = try constant(table)
    let width = table.shape.columns
    let result = try tensor(rows: tokens.count, columns: width)
    for (row, token) in tokens.enumerated() {
      let (from, to) = (values.row(token), result.row(row))
      for column in 0..<width { to[column] = from[column] * scale }
    }
    observer?(.embedding(rows: tokens.count, width: width, vocabulary: table.shape.rows))
    return result
  }

  public func add(_ rows: TableRows, of table: Parameter, to x: Tensor) throws -> Tensor {
    let values = try constant(table)
    let result = try tensor(rows: x.shape.rows, columns: x.shape.columns)
    for row in 0..<x.shape.rows {
      let addend = values.row(try rows.index(at: row, in: table))
      let (from, to) = (x.row(row), result.row(row))
      for column in 0..<x.shape.columns { to[column] = from[column] + addend[column] }
    }
    observer?(
      .addition(rows: x.shape.rows, width: x.shape.columns, choices: table.shape.rows))
    return result
  }

  public func rows(_ range: Range<Int>, of tensor: Tensor) -> Tensor {
    // Programs may cut no rows out of anywhere.
    let first = range.isEmpty ? 0 : range.lowerBound
    precondition(first >= 0 && first + range.count <= tensor.shape.rows)
    return Tensor(
      buffer: tensor.buffer, shape: Shape(rows: range.count, columns: tensor.shape.columns),
      offset: tensor.offset + first * tensor.stride, stride: tensor.stride)
  }

  public func columns(_ range: Range<Int>, of tensor: Tensor) -> Tensor {
    precondition(range.upperBound <= tensor.shape.columns)
    return Tensor(
      buffer: tensor.buffer, shape: Shape(rows: tensor.shape.rows, columns: range.count),
      offset: tensor.offset + range.lowerBound, stride: tensor.stride)
  }

  public func concatenate(_ pieces: [Tensor]) throws -> Tensor {
    let count = pieces.reduce(0) { $0 + $1.shape.rows }
    let result = try tensor(rows: count, columns: pieces.first?.shape.columns ?? 0)
    var row = 0
    for piece in pieces where piece.shape.rows > 0 {
      precondition(piece.shape.columns == result.shape.columns)
      result.copy(piece.shape.rows, rowsOf: piece, from: 0, to: row)
      row += piece.shape.rows
    }
    observer?(.concatenation(rows: result.shape.rows, width: result.shape.columns))
    return result
  }
}

extension CPUEngine.Tensor {
  /// Overwrites `count` rows from `row` on with those of a tensor of as many columns and the same
  /// type.
  func copy(_ count: Int, rowsOf source: Self, from first: Int, to row: Int) {
    precondition(source.type == type)
    let width = shape.columns
    let isDense = source.stride == width && stride == width
    let (pieces, rows) = isDense ? (1, count) : (count, 1)
    for piece in 0..<pieces {
      (address + (row + piece) * stride * type.bytes).copyMemory(
        from: source.address + (first + piece) * source.stride * type.bytes,
        byteCount: rows * width * type.bytes)
    }
  }
}

extension TableRows {
  /// The row of the table for a row of a tensor, or an error when the table has no such row.
  func index(at row: Int, in table: Parameter) throws -> Int {
    let index =
      switch self {
      case .consecutive(let first): first + row
      case .single(let only): only
      }
    guard index < table.shape.rows else {
      throw EngineError(
        "\(table.name) has \(table.shape.rows) rows, and row \(index) is asked for; give the model "
          + "fewer positions")
    }
    return index
  }
}
