/// `A B` of two matrices, either of which may be read as its transpose: `[rows, inner]` and
/// `[inner, columns]` to `[rows, columns]`.
public struct MatrixProduct: Operation {
  public static let name = "matrix product"
  private let costs: Term
  /// What its multiply-adds are to a convention.
  public let work: Work
  public let transposingFirst: Bool
  public let transposingSecond: Bool
  public let storedAs: StorageRole

  public init(
    _ term: Term, _ work: Work = .multiplyAdd, transposingFirst: Bool = false,
    transposingSecond: Bool = false, storedAs role: StorageRole = .stream
  ) {
    costs = term
    self.work = work
    self.transposingFirst = transposingFirst
    self.transposingSecond = transposingSecond
    storedAs = role
  }

  public var term: Term? { costs }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(2, of: inputs)
    let (a, b) = read(inputs)
    try require(a.columns == b.rows, "\(a) times \(b) is no product")
    return [Shape(rows: a.rows, columns: b.columns)]
  }

  /// The factors' shapes as they are multiplied.
  private func read(_ inputs: [Shape]) -> (Shape, Shape) {
    (
      transposingFirst ? inputs[0].transposed : inputs[0],
      transposingSecond ? inputs[1].transposed : inputs[1]
    )
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { storedAs }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let (a, b) = read(inputs.map(\.shape))
    return [Charge(costs, work, a.rows, b.columns, inner: a.columns)]
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let rows = transposingFirst ? inputs[0].transposed : inputs[0]
    let columns = transposingSecond ? inputs[1] : inputs[1].transposed
    return [
      Matrix(rows: rows.rows, columns: columns.rows) { row, column in
        zip(rows[row: row], columns[row: column]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    ]
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0] else { return [nil, nil] }
    // Of C = A B: dA = dC Bᵀ and dB = Aᵀ dC, each transposed where it was read so.
    func product(
      _ a: E.Tensor, _ isFirst: Bool, _ b: E.Tensor, _ isSecond: Bool
    ) throws -> E.Tensor {
      try engine.result(
        MatrixProduct(costs, work, transposingFirst: isFirst, transposingSecond: isSecond), a, b)
    }
    return [
      pass.wants[0]
        ? try transposingFirst
          ? product(pass.inputs[1], transposingSecond, gradient, true)
          : product(gradient, false, pass.inputs[1], !transposingSecond) : nil,
      pass.wants[1]
        ? try transposingSecond
          ? product(gradient, true, pass.inputs[0], transposingFirst)
          : product(pass.inputs[0], !transposingFirst, gradient, false) : nil,
    ]
  }
}
