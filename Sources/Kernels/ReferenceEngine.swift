import Architectures
import Glibc

/// Runs a forward pass in `Double`, each operation written as plainly as its formula.
///
/// It is slow and checks the others.
public final class ReferenceEngine: Engine {
  /// A matrix, row after row.
  public struct Tensor {
    public let shape: Shape
    public fileprivate(set) var values: [Double]

    fileprivate init(rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Double) {
      shape = Shape(rows: rows, columns: columns)
      values = []
      values.reserveCapacity(rows * columns)
      for row in 0..<rows {
        for column in 0..<columns { values.append(value(row, column)) }
      }
    }

    fileprivate subscript(row: Int, column: Int) -> Double {
      values[row * shape.columns + column]
    }
  }

  private let weights: any WeightSource
  private let sequence: SequenceInput
  private var known: [String: Tensor] = [:]

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

  public func embedding(at positions: Range<Int>, in table: Parameter) throws -> Tensor {
    let tokens = Array(try sequence.tokens(at: positions, vocabulary: table.shape.rows))
    let values = try constant(table)
    return Tensor(rows: tokens.count, columns: table.shape.columns) { row, column in
      values[tokens[row], column]
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

  /// `y = activation(x Wᵀ + b) + residual`.
  public func linear(
    _ x: Tensor, _ layer: Linear, activation: Activation?, adding residual: Tensor?
  ) throws -> Tensor {
    let weight = try constant(layer.weight)
    let bias = try layer.bias.map { try constant($0) }
    return Tensor(rows: x.shape.rows, columns: layer.outputs) { row, output in
      var sum = bias?[0, output] ?? 0
      for input in 0..<layer.inputs { sum += x[row, input] * weight[output, input] }
      return Self.apply(activation, to: sum) + (residual?[row, output] ?? 0)
    }
  }

  private static func apply(_ activation: Activation?, to x: Double) -> Double {
    switch activation {
    case nil: x
    case .relu: max(x, 0)
    case .gelu: x / 2 * (1 + erf(x / 2.0.squareRoot()))
    case .tanh: tanh(x)
    }
  }

  /// `y = (x - mean) / √(variance + epsilon) · gain + shift`, row by row.
  public func layerNorm(_ x: Tensor, _ norm: LayerNorm) throws -> Tensor {
    let gain = try constant(norm.gain)
    let shift = try constant(norm.shift)
    let width = x.shape.columns
    let moments = (0..<x.shape.rows).map { row in
      let values = (0..<width).map { x[row, $0] }
      let mean = values.reduce(0, +) / Double(width)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      return (mean: mean, deviation: (variance + Double(norm.epsilon)).squareRoot())
    }
    return Tensor(rows: x.shape.rows, columns: width) { row, column in
      let (mean, deviation) = moments[row]
      return (x[row, column] - mean) / deviation * gain[0, column] + shift[0, column]
    }
  }

  /// `softmax(Q Kᵀ / √headWidth) V`, one head after the other.
  public func attention(
    queries: Tensor, keys: Tensor, values: Tensor, heads: Int, mask: AttentionMask
  ) -> Tensor {
    let headWidth = queries.shape.columns / heads
    let scale = 1 / Double(headWidth).squareRoot()
    var weights: [[Double]] = []
    for head in 0..<heads {
      for query in 0..<queries.shape.rows {
        let visible =
          mask == .full
          ? keys.shape.rows : query + keys.shape.rows - queries.shape.rows + 1
        let scores = (0..<max(visible, 0)).map { key in
          (head * headWidth..<(head + 1) * headWidth).reduce(0) {
            $0 + queries[query, $1] * keys[key, $1]
          } * scale
        }
        let largest = scores.max() ?? 0
        let exponentials = scores.map { exp($0 - largest) }
        let total = exponentials.reduce(0, +)
        weights.append(exponentials.map { $0 / total })
      }
    }
    return Tensor(rows: queries.shape.rows, columns: queries.shape.columns) { query, column in
      let row = weights[column / headWidth * queries.shape.rows + query]
      return row.indices.reduce(0) { $0 + row[$1] * values[$1, column] }
    }
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
}
