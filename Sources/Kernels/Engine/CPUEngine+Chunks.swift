import Operations

extension CPUEngine {
  public func joining(
    _ chunks: Segmentation, _ body: (Range<Int>) throws -> [Tensor]
  ) throws -> [Tensor] {
    var results: [StridedMatrix] = []
    for chunk in chunks.pieces {
      let parts = try body(chunk).map(matrix)
      if results.isEmpty {
        results = try parts.map {
          try result(Shape(rows: chunks.positions, columns: $0.shape.columns), of: $0.type)
        }
      }
      for (result, part) in zip(results, parts) {
        result.copy(part.shape.rows, rowsOf: part, from: 0, to: chunk.lowerBound)
      }
    }
    for result in results { observer?(Concatenation(), [Operand(result.shape)]) }
    return results.map { Tensor($0) }
  }
}
