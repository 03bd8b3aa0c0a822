/// Runs a forward pass in `Double`: each operation as its definition.
///
/// It is slow and checks the others.
public final class ReferenceEngine: Engine {
  public typealias Tensor = Matrix

  public var keepsCache = false

  private let weights: any WeightSource
  /// What stands at the positions that passes read from now on.
  public var sequence: SequenceInput
  private var known: [String: Matrix] = [:]
  private var cache: [String: Matrix] = [:]

  public init(weights: any WeightSource, input: SequenceInput) {
    self.weights = weights
    self.sequence = input
  }

  public func perform(_ operation: some Operation, on inputs: [Matrix]) throws -> [Matrix] {
    _ = try operation.shapes(of: inputs.map(\.shape))
    return try operation.evaluate(inputs)
  }

  public func parameter(_ parameter: Parameter) throws -> Matrix {
    if let known = known[parameter.name], known.shape == parameter.shape { return known }
    let values = try weights.values(of: parameter)
    guard UInt128(values.count) == parameter.shape.count else {
      throw EngineError.values(values.count, parameter.shape)
    }
    let matrix = Matrix(parameter.shape, values: values.map(Double.init))
    known[parameter.name] = matrix
    return matrix
  }

  public func input(at positions: Range<Int>, width: Int) throws -> Matrix {
    let rows = try sequence.rows(width: width)
    return Matrix(rows: positions.count, columns: width) { row, column in
      Double(rows.values[(positions.lowerBound + row) % rows.count * width + column])
    }
  }

  public func tokens(at positions: Range<Int>, vocabulary: Int) throws -> Matrix {
    let tokens = Array(try sequence.tokens(at: positions, vocabulary: vocabulary))
    return Matrix(Shape(rows: tokens.count, columns: 1), values: tokens.map(Double.init))
  }

  /// The first `prefix` kept rows and the given ones, one list each time.
  public func extended(_ name: String, after prefix: Int, by rows: Matrix) throws -> Matrix {
    let all = try concatenate([kept(name, rows: prefix, width: rows.columns), rows])
    cache[name] = all
    return all
  }

  public func kept(_ name: String, rows: Int, width: Int) throws -> Matrix {
    guard rows > 0 else { return Matrix(rows: 0, columns: width) { _, _ in 0 } }
    guard let known = cache[name], known.rows >= rows else {
      throw EngineError.tooFewKept(name, asked: rows, kept: cache[name]?.rows ?? 0)
    }
    guard known.columns == width else {
      throw EngineError.keptWidth(name, asked: width, kept: known.columns)
    }
    return try self.rows(0..<rows, of: known)
  }

  public func rows(_ range: Range<Int>, of tensor: Matrix) throws -> Matrix {
    try tensor.shape.checkRows(range)
    return Matrix(rows: range.count, columns: tensor.columns) { row, column in
      tensor[range.lowerBound + row, column]
    }
  }

  public func columns(_ range: Range<Int>, of tensor: Matrix) throws -> Matrix {
    try tensor.shape.checkColumns(range)
    return Matrix(rows: tensor.rows, columns: range.count) { row, column in
      tensor[row, range.lowerBound + column]
    }
  }

  public func repeating(
    _ count: Int, from state: [Matrix], _ body: (Int, [Matrix]) throws -> [Matrix]
  ) rethrows -> [Matrix] {
    try (0..<count).reduce(state) { state, index in try body(index, state) }
  }

  public func joining(
    _ chunks: Segmentation, _ body: (Range<Int>) throws -> [Matrix]
  ) throws -> [Matrix] {
    try chunks.pieces.reduce([]) { joined, chunk in
      let parts = try body(chunk)
      return joined.isEmpty ? parts : try zip(joined, parts).map { try concatenate([$0, $1]) }
    }
  }
}

extension Matrix: EngineTensor {}

extension Shape {
  /// Refuses rows that aren't there; no rows are nowhere.
  public func checkRows(_ range: Range<Int>) throws(EngineError) {
    guard range.isEmpty || range.lowerBound >= 0 && range.upperBound <= rows else {
      throw EngineError("rows \(range) aren't those of a matrix of \(self)")
    }
  }

  /// Refuses columns that aren't there.
  public func checkColumns(_ range: Range<Int>) throws(EngineError) {
    guard range.isEmpty || range.lowerBound >= 0 && range.upperBound <= columns else {
      throw EngineError("columns \(range) aren't those of a matrix of \(self)")
    }
  }
}
