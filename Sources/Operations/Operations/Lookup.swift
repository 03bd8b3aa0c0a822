/// The rows of a table that tokens select, times `scale`: `[positions, 1]` and
/// `[vocabulary, width]` to `[positions, width]`.
public struct Lookup: Operation {
  public static let name = "lookup"
  public let scale: Float

  public init(scale: Float = 1) {
    self.scale = scale
  }

  public var term: Term? { .embedding }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(2, of: inputs)
    try require(inputs[0].columns == 1, "tokens of \(inputs[0]) aren't one for each position")
    return [Shape(rows: inputs[0].rows, columns: inputs[1].columns)]
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let (rows, table) = (inputs[0].shape.rows, inputs[1].shape)
    return [
      Charge(.embedding, .embeddingElement, rows, table.columns),
      Charge(.embedding, .embeddingMultiplyAdd, rows, table.columns, inner: table.rows),
      Charge(.embedding, .dropout, rows, table.columns),
    ]
  }

  public func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer] {
    [Transfer(.table, results[0].count, .perSequence), .written(results[0])]
  }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements { .none }

  public func evaluate(_ inputs: [Matrix]) throws -> [Matrix] {
    let rows = try inputs[0].indices(below: inputs[1].rows)
    return [
      Matrix(rows: rows.count, columns: inputs[1].columns) { row, column in
        inputs[1][rows[row], column] * Double(scale)
      }
    ]
  }

  /// The row that an element names, of so many.
  public static func row(_ index: Double, of count: Int) throws(EngineError) -> Int {
    guard let row = Int(exactly: index), (0..<count).contains(row) else {
      throw EngineError.noRow(index, of: count)
    }
    return row
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard var gradient = pass.gradients[0], pass.wants[1] else { return [nil, nil] }
    if scale != 1 {
      gradient = try engine.result(Scaling(by: Double(scale), .embedding), gradient)
    }
    let scatter = ScatterSum(rows: pass.inputs[1].shape.rows, .embedding)
    return [nil, try engine.result(scatter, pass.inputs[0], gradient)]
  }
}

/// Rows added up at the places that indices name: `[n, 1]` and `[n, width]` to `[rows, width]`.
public struct ScatterSum: Operation {
  public static let name = "scatter"
  public let term: Term?
  public let rows: Int

  public init(rows: Int, _ term: Term?) {
    self.rows = rows
    self.term = term
  }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(2, of: inputs)
    try require(rows >= 0, "there can't be \(rows) rows")
    try require(
      inputs[0] == Shape(rows: inputs[1].rows, columns: 1),
      "indices of \(inputs[0]) aren't one for each row of \(inputs[1])")
    return [Shape(rows: rows, columns: inputs[1].columns)]
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    guard let term else { return [] }
    return [Charge(term, .arithmetic, inputs[1].shape.rows, inputs[1].shape.columns)]
  }

  public func evaluate(_ inputs: [Matrix]) throws -> [Matrix] {
    var result = Matrix(rows: rows, columns: inputs[1].columns) { _, _ in 0 }
    for (row, target) in try inputs[0].indices(below: rows).enumerated() {
      for column in 0..<result.columns { result[target, column] += inputs[1][row, column] }
    }
    return [result]
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0], pass.wants[1] else { return [nil, nil] }
    return [nil, try engine.result(Lookup(), pass.inputs[0], gradient)]
  }
}

extension Matrix {
  /// Its elements as rows of something that has so many.
  func indices(below count: Int) throws(EngineError) -> [Int] {
    var indices: [Int] = []
    for value in values { indices.append(try Lookup.row(value, of: count)) }
    return indices
  }
}

extension Engine {
  /// The rows of `table` that the tokens at `positions` select, times `scale`:
  /// `[positions, table.columns]`.
  public func embedding(
    at positions: Range<Int>, in table: Parameter, scale: Float
  ) throws -> Tensor {
    try result(
      Lookup(scale: scale), tokens(at: positions, vocabulary: table.shape.rows),
      parameter(table))
  }
}
