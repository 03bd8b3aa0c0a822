/// Pieces one below the other, or side by side: copies.
public struct Concatenation: Operation {
  public enum Axis: Hashable, Sendable {
    /// One below the other; they have as many columns each.
    case rows
    /// Side by side; they have as many rows each.
    case columns
  }

  public static let name = "concatenation"
  public let axis: Axis

  public init(_ axis: Axis = .rows) {
    self.axis = axis
  }

  public var term: Term? { nil }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    guard let first = inputs.first else {
      throw EngineError("\(name) takes one piece at least, and got none")
    }
    switch axis {
    case .rows:
      try require(
        inputs.allSatisfy { $0.columns == first.columns }, "pieces of \(inputs) differ in columns")
      return [Shape(rows: inputs.reduce(0) { $0 + $1.rows }, columns: first.columns)]
    case .columns:
      try require(
        inputs.allSatisfy { $0.rows == first.rows }, "pieces of \(inputs) differ in rows")
      return [Shape(rows: first.rows, columns: inputs.reduce(0) { $0 + $1.columns })]
    }
  }

  public func role(of inputs: [StorageRole]) -> StorageRole {
    inputs.contains(.stream) ? .stream : .activation
  }

  public func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer] {
    [.read(results[0]), .written(results[0])]
  }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements { .none }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    switch axis {
    case .rows:
      let rows = inputs.reduce(0) { $0 + $1.rows }
      return [
        Matrix(
          Shape(rows: rows, columns: inputs[0].columns), values: inputs.flatMap(\.values))
      ]
    case .columns:
      let columns = inputs.reduce(0) { $0 + $1.columns }
      return [
        Matrix(
          Shape(rows: inputs[0].rows, columns: columns),
          values: (0..<inputs[0].rows).flatMap { row in inputs.flatMap { $0[row: row] } })
      ]
    }
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0] else { return pass.inputs.map { _ in nil } }
    var first = 0
    return try pass.inputs.map { piece in
      let size = axis == .rows ? piece.shape.rows : piece.shape.columns
      defer { first += size }
      return axis == .rows
        ? try engine.rows(first..<first + size, of: gradient)
        : try engine.columns(first..<first + size, of: gradient)
    }
  }
}

/// A matrix in a larger one of zeros, its first element at `row`, `column`.
public struct Padding: Operation {
  public static let name = "padding"
  public let row: Int
  public let column: Int
  public let shape: Shape

  public init(row: Int = 0, column: Int = 0, in shape: Shape) {
    self.row = row
    self.column = column
    self.shape = shape
  }

  public var term: Term? { nil }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(1, of: inputs)
    try require(
      row >= 0 && column >= 0 && inputs[0].rows <= shape.rows && row <= shape.rows - inputs[0].rows
        && inputs[0].columns <= shape.columns && column <= shape.columns - inputs[0].columns,
      "\(inputs[0]) from row \(row) and column \(column) on doesn't fit into \(shape)")
    return [shape]
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { inputs[0] }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements { .none }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    var result = Matrix(shape) { _, _ in 0 }
    for from in 0..<inputs[0].rows {
      for place in 0..<inputs[0].columns {
        result[row + from, column + place] = inputs[0][from, place]
      }
    }
    return [result]
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    let inner = pass.inputs[0].shape
    return [
      try pass.gradients[0].map {
        try engine.columns(
          column..<column + inner.columns, of: engine.rows(row..<row + inner.rows, of: $0))
      }
    ]
  }
}

extension Engine {
  /// The pieces one below the other, or side by side.
  public func concatenate(
    _ pieces: [Tensor], along axis: Concatenation.Axis = .rows
  ) throws -> Tensor {
    try perform(Concatenation(axis), on: pieces)[0]
  }
}
