import Architectures
import Glibc

extension ReferenceEngine {
  /// Columns j and j + width / 2 of each head turned by `position · base^(-2j / width)`.
  public func rotated(
    _ x: Tensor, headWidth: Int, _ rotary: RotaryEncoding, after prefix: Int
  ) -> Tensor {
    let half = rotary.width / 2
    return Tensor(rows: x.shape.rows, columns: x.shape.columns) { row, column in
      let place = column % headWidth
      guard place < rotary.width else { return x[row, column] }
      let exponent = -2 * Double(place % half) / Double(rotary.width)
      let angle = Double(prefix + row) * pow(Double(rotary.base), exponent)
      return place < half
        ? x[row, column] * cos(angle) - x[row, column + half] * sin(angle)
        : x[row, column] * cos(angle) + x[row, column - half] * sin(angle)
    }
  }

  /// `softmax(Q Kᵀ / √headWidth) V`, one head after the other.
  public func attention(
    queries: Tensor, keys: Tensor, values: Tensor, _ pattern: AttentionPattern
  ) -> Tensor {
    let headWidth = pattern.headWidth
    let scale = 1 / Double(headWidth).squareRoot()
    let served = pattern.heads / pattern.keyValueHeads
    var weights: [(keys: Range<Int>, values: [Double])] = []
    for head in 0..<pattern.heads {
      for query in 0..<queries.shape.rows {
        let seen = pattern.keys(
          seenBy: query, of: queries.shape.rows, keys: keys.shape.rows)
        let scores = seen.map { key in
          (0..<headWidth).reduce(0) {
            $0 + queries[query, head * headWidth + $1] * keys[key, head / served * headWidth + $1]
          } * scale
        }
        let largest = scores.max() ?? 0
        let exponentials = scores.map { exp($0 - largest) }
        let total = exponentials.reduce(0, +)
        weights.append((seen, exponentials.map { $0 / total }))
      }
    }
    return Tensor(rows: queries.shape.rows, columns: queries.shape.columns) { query, column in
      let head = column / headWidth
      let (seen, row) = weights[head * queries.shape.rows + query]
      let valueColumn = head / served * headWidth + column % headWidth
      return zip(seen, row).reduce(0) { $0 + $1.1 * values[$1.0, valueColumn] }
    }
  }
}
