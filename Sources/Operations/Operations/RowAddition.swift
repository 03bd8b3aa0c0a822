/// Rows of a table added to rows of a tensor: `[rows, width]` and `[choices, width]` to
/// `[rows, width]`.
public struct RowAddition: Operation {
  public static let name = "addition of table rows"
  public let rows: TableRows
  /// The table's name, for sentences.
  public let table: String

  public init(_ rows: TableRows, of table: String) {
    self.rows = rows
    self.table = table
  }

  public var term: Term? { .positions }

  /// A table that is too short is found when its rows are read: an account may go on where it ends.
  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(2, of: inputs)
    let (x, table) = (inputs[0], inputs[1])
    try require(
      x.columns == table.columns, "rows of \(table) can't be added to rows of \(x)")
    return [x]
  }

  /// The rows of the table that are added, or an error when the table has no such rows.
  public func indices(for x: Shape, in table: Shape) throws(EngineError) -> Range<Int> {
    let (first, count) =
      switch rows {
      case .consecutive(let first): (first, x.rows)
      case .single(let only): (only, 1)
      }
    guard count > 0 else { return 0..<0 }
    guard first >= 0, count <= table.rows, first <= table.rows - count else {
      let last = first.addingReportingOverflow(count - 1).partialValue
      throw EngineError(
        "\(self.table) has \(table.rows) rows, and row \(first < 0 ? first : last) is asked for; give "
          + "the model fewer positions")
    }
    return first..<first + count
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let (x, choices) = (inputs[0].shape, inputs[1].shape.rows)
    return [
      Charge(.positions, .positionEmbedding, x.rows, x.columns),
      // One-hot rows need no more columns than there are rows to tell apart.
      Charge(
        .positions, .positionMultiplyAdd, x.rows, x.columns, inner: min(choices, max(x.rows, 2))),
    ]
  }

  public func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer] {
    let (x, choices) = (inputs[0].shape, inputs[1].shape.rows)
    return [
      .read(x), Transfer(.table, elements(min(x.rows, choices), x.columns), .once), .written(x),
    ]
  }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements { .none }

  public func evaluate(_ inputs: [Matrix]) throws -> [Matrix] {
    let (x, table) = (inputs[0], inputs[1])
    let wanted = try indices(for: x.shape, in: table.shape)
    return [
      Matrix(x.shape) { row, column in
        x[row, column] + table[wanted.lowerBound + (wanted.count == 1 ? 0 : row), column]
      }
    ]
  }

  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? {
    let wanted = try indices(for: inputs[0].shape, in: inputs[1].shape)
    return [try engine.result(Addition(term), inputs[0], engine.rows(wanted, of: inputs[1]))]
  }
}

extension Engine {
  /// `x` with one row of `table` added to each of its rows.
  public func add(_ rows: TableRows, of table: Parameter, to x: Tensor) throws -> Tensor {
    try result(RowAddition(rows, of: table.name), x, parameter(table))
  }
}
