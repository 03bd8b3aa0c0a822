import Operations

/// A matrix in a buffer: row r begins at `offset + r · stride`.
struct StridedMatrix {
  let buffer: Buffer
  let shape: Shape
  let offset: Int
  let stride: Int

  var type: ElementType { buffer.type }
  var isDense: Bool { stride == shape.columns || shape.rows <= 1 }

  /// The first element.
  var address: UnsafeMutableRawPointer { buffer.memory + offset * type.bytes }

  /// The first element, of a matrix of f32.
  var start: UnsafeMutablePointer<Float> { buffer.floats + offset }

  /// The first element, of a matrix of bf16.
  var halves: UnsafeMutablePointer<UInt16> { buffer.halves + offset }

  /// The first element of a row, of a matrix of f32.
  func row(_ index: Int) -> UnsafeMutablePointer<Float> { start + index * stride }

  /// The given rows, in place; no rows are nowhere.
  func rows(_ range: Range<Int>) -> StridedMatrix {
    let first = range.isEmpty ? 0 : range.lowerBound
    return StridedMatrix(
      buffer: buffer, shape: Shape(rows: range.count, columns: shape.columns),
      offset: offset + first * stride, stride: stride)
  }

  /// The given columns, in place.
  func columns(_ range: Range<Int>) -> StridedMatrix {
    let first = range.isEmpty ? 0 : range.lowerBound
    return StridedMatrix(
      buffer: buffer, shape: Shape(rows: shape.rows, columns: range.count),
      offset: offset + first, stride: stride)
  }

  /// Overwrites `count` rows from `row` on with those of a matrix of as many columns.
  func copy(_ count: Int, rowsOf source: StridedMatrix, from first: Int, to row: Int) {
    RowTeam.share(count, elements: count * shape.columns) { rows in
      copyAlone(
        rows.count, rowsOf: source, from: first + rows.lowerBound, to: row + rows.lowerBound)
    }
  }

  /// The same on the thread that calls it, as one of the team.
  func copyAlone(_ count: Int, rowsOf source: StridedMatrix, from first: Int, to row: Int) {
    let width = shape.columns
    guard source.type == type else {
      for index in 0..<count {
        source.withFloats(of: first + index) { from in
          setFloats(of: row + index) { $0.update(from: from, count: width) }
        }
      }
      return
    }
    let isDense = source.stride == width && stride == width
    let (pieces, rows) = isDense ? (1, count) : (count, 1)
    for piece in 0..<pieces {
      (address + (row + piece) * stride * type.bytes).copyMemory(
        from: source.address + (first + piece) * source.stride * type.bytes,
        byteCount: rows * width * type.bytes)
    }
  }

  /// Fills a dense matrix with zeros.
  func clear() {
    precondition(isDense)
    let bytes = shape.columns * type.bytes
    RowTeam.share(shape.rows, elements: shape.rows * shape.columns) { rows in
      (address + rows.lowerBound * bytes)
        .initializeMemory(as: UInt8.self, repeating: 0, count: rows.count * bytes)
    }
  }
}
