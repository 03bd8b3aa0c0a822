import Architectures

/// Runs a forward pass in `Double`, each operation written as plainly as its formula.
///
/// It is slow and checks the others.
public final class ReferenceEngine: Engine {
  /// A matrix, row after row.
  public struct Tensor {
    public let shape: Shape
    public internal(set) var values: [Double]

    init(rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Double) {
      shape = Shape(rows: rows, columns: columns)
      values = []
      values.reserveCapacity(rows * columns)
      for row in 0..<rows {
        for column in 0..<columns { values.append(value(row, column)) }
      }
    }

    subscript(row: Int, column: Int) -> Double {
      values[row * shape.columns + column]
    }
  }

  public var keepsCache = false

  private let weights: any WeightSource
  private let sequence: SequenceInput
  private var known: [String: Tensor] = [:]
  private var cache: [String: Tensor] = [:]

  public init(weights: any WeightSource, input: SequenceInput) {
    self.weights = weights
    self.sequence = input
  }

  public func input(at positions: Range<Int>, width: Int) throws -> Tensor {
    let rows = try sequence.rows(width: width)
    return Tensor(rows: positions.count, columns: width) { row, column in
      Double(rows.values[(positions.lowerBound + row) % rows.count * width + column])
    }
  }

  public func embedding(
    at positions: Range<Int>, in table: Parameter, scale: Float
  ) throws -> Tensor {
    let tokens = Array(try sequence.tokens(at: positions, vocabulary: table.shape.rows))
    let values = try constant(table)
    return Tensor(rows: tokens.count, columns: table.shape.columns) { row, column in
      values[tokens[row], column] * Double(scale)
    }
  }

  public func constant(_ parameter: Parameter) throws -> Tensor {
    if let known = known[parameter.name] { return known }
    let values = try weights.values(of: parameter)
    let width = parameter.shape.columns
    let tensor = Tensor(rows: parameter.shape.rows, columns: width) { row, column in
      Double(values[row * width + column])
    }
    known[parameter.name] = tensor
    return tensor
  }

  public func add(_ rows: TableRows, of table: Parameter, to x: Tensor) throws -> Tensor {
    let values = try constant(table)
    let indices = try (0..<x.shape.rows).map { try rows.index(at: $0, in: table) }
    return Tensor(rows: x.shape.rows, columns: x.shape.columns) { row, column in
      x[row, column] + values[indices[row], column]
    }
  }

  /// The first `prefix` kept rows and the given ones, one list each time.
  public func extended(_ name: String, after prefix: Int, by rows: Tensor) throws -> Tensor {
    let before = try kept(name, rows: prefix, width: rows.shape.columns)
    let all = concatenate([before, rows])
    cache[name] = all
    return all
  }

  public func kept(_ name: String, rows: Int, width: Int) throws -> Tensor {
    guard rows > 0 else { return Tensor(rows: 0, columns: width) { _, _ in 0 } }
    guard let known = cache[name], known.shape.rows >= rows else {
      throw EngineError.tooFewKept(name, asked: rows, kept: cache[name]?.shape.rows ?? 0)
    }
    guard known.shape.columns == width else {
      throw EngineError.keptWidth(name, asked: width, kept: known.shape.columns)
    }
    return self.rows(0..<rows, of: known)
  }

  public func rows(_ range: Range<Int>, of tensor: Tensor) -> Tensor {
    Tensor(rows: range.count, columns: tensor.shape.columns) { row, column in
      tensor[range.lowerBound + row, column]
    }
  }

  public func columns(_ range: Range<Int>, of tensor: Tensor) -> Tensor {
    Tensor(rows: tensor.shape.rows, columns: range.count) { row, column in
      tensor[row, range.lowerBound + column]
    }
  }

  public func concatenate(_ pieces: [Tensor]) -> Tensor {
    let width = pieces.first?.shape.columns ?? 0
    let values = pieces.flatMap(\.values)
    return Tensor(rows: values.count / max(width, 1), columns: width) { row, column in
      values[row * width + column]
    }
  }

  public func repeating(
    _ count: Int, from state: Tensor, _ body: (Int, Tensor) throws -> Tensor
  ) rethrows -> Tensor {
    try (0..<count).reduce(state) { state, index in try body(index, state) }
  }

  public func joining(
    _ chunks: Segmentation, _ body: (Range<Int>) throws -> [Tensor]
  ) rethrows -> [Tensor] {
    try chunks.pieces.reduce([]) { joined, chunk in
      let parts = try body(chunk)
      return joined.isEmpty ? parts : zip(joined, parts).map { concatenate([$0, $1]) }
    }
  }
}
