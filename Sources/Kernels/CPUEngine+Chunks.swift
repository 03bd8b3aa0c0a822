import Architectures

extension CPUEngine {
  public func joining(
    _ chunks: Segmentation, _ body: (Range<Int>) throws -> [Tensor]
  ) throws -> [Tensor] {
    var results: [Tensor] = []
    for chunk in chunks.pieces {
      let parts = try body(chunk)
      if results.isEmpty {
        results = try parts.map {
          try tensor(rows: chunks.positions, columns: $0.shape.columns, of: $0.type)
        }
      }
      for (result, part) in zip(results, parts) {
        result.copy(part.shape.rows, rowsOf: part, from: 0, to: chunk.lowerBound)
      }
    }
    for result in results {
      observer?(.concatenation(rows: result.shape.rows, width: result.shape.columns))
    }
    return results
  }
}
