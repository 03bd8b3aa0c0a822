#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `softmax(scale · x)` of each row, 0 for what a query doesn't see: `[queries, keys]` to the same.
public struct Softmax: Operation {
  public static let name = "softmax"
  private let costs: Term
  public let scale: Double
  /// Which keys a row sees; `nil` for all of them.
  public let pattern: AttentionPattern?

  public init(_ term: Term, scale: Double = 1, pattern: AttentionPattern? = nil) {
    costs = term
    self.scale = scale
    self.pattern = pattern
  }

  public var term: Term? { costs }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(1, of: inputs)
    try requireWindow(of: pattern)
    return inputs
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { inputs[0] }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let shape = inputs[0].shape
    return [Charge(costs, .softmax, shape.rows, shape.columns)]
  }

  /// The columns that a row of so many sees.
  public func seen(by row: Int, of shape: Shape) -> Range<Int> {
    pattern?.keys(seenBy: row, of: shape.rows, keys: shape.columns) ?? 0..<shape.columns
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    var result = Matrix(inputs[0].shape) { _, _ in 0 }
    for row in 0..<result.rows {
      let seen = seen(by: row, of: result.shape)
      let weights = Self.weights(seen.map { scale * inputs[0][row, $0] })
      for (column, weight) in zip(seen, weights) { result[row, column] = weight }
    }
    return [result]
  }

  /// `exp(x) / Σ exp(x)`; empty for no scores.
  public static func weights(_ scores: [Double]) -> [Double] {
    let largest = scores.max() ?? 0
    let exponentials = scores.map { exp($0 - largest) }
    let total = exponentials.reduce(0, +)
    return exponentials.map { $0 / total }
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0] else { return [nil] }
    return [
      try Self.pullback(pass.results[0], gradient, scale: scale, costs, on: engine)
    ]
  }

  /// `scale · y · (dy - Σ y dy)`, row by row.
  static func pullback<E: Engine>(
    _ y: E.Tensor, _ gradient: E.Tensor, scale: Double, _ term: Term, on engine: E
  ) throws -> E.Tensor {
    let weighted = try engine.result(Multiplication(term), y, gradient)
    let total = try engine.result(
      Scaling(by: -1, term), engine.result(Sum(.columns, term), weighted))
    let centred = try engine.result(Addition(term), gradient, total)
    return try engine.result(
      Scaling(by: scale, term), engine.result(Multiplication(term), y, centred))
  }
}
