/// Least squares with a handful of unknowns, the target being 1 in every row.
enum LeastSquares {
  typealias Solution = (coefficients: [Double], squaredError: Double)

  /// The best combination of `columns` without a negative coefficient.
  ///
  /// Every subset is fitted, which is exact: at the best solution the columns that aren't 0 are
  /// fitted as if alone. `nil` when every subset is singular. O(2ᶜ c² rows) for c columns.
  static func nonNegative(_ columns: [[Double]]) -> Solution? {
    var best: Solution?
    for subset in 1..<(1 << columns.count) {
      let terms = columns.indices.filter { subset >> $0 & 1 == 1 }
      guard let solution = fit(terms.map { columns[$0] }),
        solution.coefficients.allSatisfy({ $0 >= 0 }),
        solution.squaredError < best?.squaredError ?? .infinity
      else { continue }
      var coefficients = [Double](repeating: 0, count: columns.count)
      for (term, value) in zip(terms, solution.coefficients) { coefficients[term] = value }
      best = (coefficients, solution.squaredError)
    }
    return best
  }

  /// The combination of `columns`, all as long as the first, that comes closest to 1 in each row.
  ///
  /// By the normal equations; `nil` when they are singular. O(rows · columns²).
  static func fit(_ columns: [[Double]]) -> Solution? {
    // Columns differ by orders of magnitude, so each is scaled to length 1 first.
    let lengths = columns.map { dot($0, $0).squareRoot() }
    guard let rows = columns.first?.count, lengths.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      return nil
    }
    let scaled = zip(columns, lengths).map { column, length in column.map { $0 / length } }
    let ones = [Double](repeating: 1, count: rows)
    let equations = scaled.map { column in
      scaled.map { dot(column, $0) } + [dot(column, ones)]
    }
    guard let solution = solve(equations) else { return nil }
    var residuals = ones
    for (column, factor) in zip(scaled, solution) {
      for row in 0..<rows { residuals[row] -= factor * column[row] }
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
