import CAttention
import Operations

// Attention as its equation is written: all scores in memory, then their softmax, then the sum.
extension CPUEngine {
  /// All queries against all keys, into `result`.
  ///
  /// Masked scores are computed like the others and weigh nothing, so that a masked value that is
  /// infinite or no number makes the sum NaN. In bf16 scores and weights are rounded to it, as they
  /// are stored.
  func attendStoring(_ job: AttentionJob, into result: StridedMatrix) throws {
    let (pattern, queries, keys, values) = (job.pattern, job.queries, job.keys, job.values)
    let (rows, count) = (queries.shape.rows, keys.shape.rows)
    guard count > 0, rows > 0 else { return result.clear() }
    let (allRows, overflows) = rows.multipliedReportingOverflow(by: pattern.heads)
    guard !overflows else {
      throw EngineError("scores of \(rows) queries fit into no memory; choose fewer positions")
    }
    let scores = try self.result(Shape(rows: allRows, columns: count), of: type)
    let width = pattern.headWidth
    let score = try plainProduct(
      .init(
        rows: rows, inner: width, columns: count,
        strides: [queries.stride, keys.stride, count], transposed: .second, type: type))
    let weigh = try plainProduct(
      .init(
        rows: rows, inner: count, columns: width,
        strides: [count, values.stride, result.stride], type: type))
    let scratch = UnsafeMutableRawPointer(
      try scratch(bytes: max(score.scratchBytes, weigh.scratchBytes)))
    let served = pattern.heads / pattern.keyValueHeads
    func head(_ index: Int, of matrix: StridedMatrix) -> UnsafeMutableRawPointer {
      matrix.address + index * width * type.bytes
    }
    func block(_ index: Int) -> UnsafeMutableRawPointer {
      scores.address + index * rows * count * type.bytes
    }
    for index in 0..<pattern.heads {
      storedMultiplyAdds += try score.run(
        head(index, of: queries), head(index / served, of: keys), into: block(index),
        scratch: scratch)
    }
    soften(scores, queries: rows, pattern, sees: job.sees)
    for index in 0..<pattern.heads {
      storedMultiplyAdds += try weigh.run(
        block(index), head(index / served, of: values), into: head(index, of: result),
        scratch: scratch)
    }
  }

  /// Each row of scores into its weights.
  private func soften(
    _ scores: StridedMatrix, queries: Int, _ pattern: AttentionPattern, sees: Int
  ) {
    let count = scores.shape.columns
    let scale = 1 / Float(pattern.headWidth).squareRoot()
    let element = type == .f32 ? CC_F32 : CC_BF16
    let (bytes, isa) = (count * type.bytes, instructionSet.inC)
    RowTeam.run(rows: scores.shape.rows, elements: scores.shape.rows * count) { row in
      var seen = 0..<count
      if pattern.mask == .causal {
        let end = max(0, sees + row % queries)
        seen = (max(0, end - (pattern.window ?? end))..<end).clamped(to: seen)
      }
      cc_attention_weigh_row(
        element, scores.address + row * bytes, Int64(count), Int64(seen.lowerBound),
        Int64(seen.upperBound), scale, isa)
    }
  }
}
