/// Ordinary least squares with a handful of unknowns.
enum LeastSquares {
  /// The combination of `columns` that comes closest to 1 in each of `count` rows.
  ///
  /// By the normal equations; `nil` when they are singular. O(count · columns²).
  static func fit(
    _ columns: [[Double]], toOnesOf count: Int
  ) -> (coefficients: [Double], squaredError: Double)? {
    // Columns differ by orders of magnitude, so each is scaled to length 1 first.
    let lengths = columns.map { dot($0, $0).squareRoot() }
    guard lengths.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    let scaled = zip(columns, lengths).map { column, length in column.map { $0 / length } }
    let ones = [Double](repeating: 1, count: count)
    let equations = scaled.map { column in
      scaled.map { dot(column, $0) } + [dot(column, ones)]
    }
    guard let solution = solve(equations) else { return nil }
    var residuals = ones
    for (column, factor) in zip(scaled, solution) {
      for row in 0..<count { residuals[row] -= factor * column[row] }
    }
    let coefficients = zip(solution, lengths).map { $0 / $1 }
    return (coefficients, dot(residuals, residuals))
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Gauss-Jordan elimination with row pivoting over `[matrix | right side]`.
  private static func solve(_ equations: [[Double]]) -> [Double]? {
    var rows = equations
    let size = rows.count
    for column in 0..<size {
      let candidates = column..<size
      guard let pivot = candidates.max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > 1e-12
      else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<size where row != column {
        let factor = rows[row][column] / rows[column][column]
        for entry in column...size { rows[row][entry] -= factor * rows[column][entry] }
      }
    }
    return (0..<size).map { rows[$0][size] / rows[$0][$0] }
  }
}
