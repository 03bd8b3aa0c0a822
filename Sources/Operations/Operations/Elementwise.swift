extension Work {
  /// An element that one addition, multiplication or scaling makes, where no term has its own kind.
  public static let arithmetic = Work("arithmetic on elements")
}

/// How the second of two matrices is laid over the first: as it is, one row over all rows, or one
/// column over all columns.
enum Broadcast {
  case none, row, column

  init?(_ small: Shape, over large: Shape) {
    if small == large {
      self = .none
    } else if small == Shape(rows: 1, columns: large.columns) {
      self = .row
    } else if small == Shape(rows: large.rows, columns: 1) {
      self = .column
    } else {
      return nil
    }
  }

  /// A gradient summed over what the smaller matrix was laid over.
  func summed<E: Engine>(_ gradient: E.Tensor, _ term: Term?, on engine: E) throws -> E.Tensor {
    switch self {
    case .none: gradient
    case .row: try engine.result(Sum(.rows, term), gradient)
    case .column: try engine.result(Sum(.columns, term), gradient)
    }
  }
}

/// What additions and multiplications share: `[rows, columns]` and the same, `[1, columns]` or
/// `[rows, 1]` to `[rows, columns]`.
public protocol BinaryElementwise: Operation {
  init(_ term: Term?)
  static func value(_ a: Double, _ b: Double) -> Double
}

extension BinaryElementwise {
  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(2, of: inputs)
    try require(
      Broadcast(inputs[1], over: inputs[0]) != nil,
      "\(inputs[1]) can't be laid over \(inputs[0])")
    return [inputs[0]]
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { inputs[0] }

  public func charges(on inputs: [Operand]) -> [Charge] {
    guard let term else { return [] }
    return [Charge(term, .arithmetic, inputs[0].shape.rows, inputs[0].shape.columns)]
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let (a, b) = (inputs[0], inputs[1])
    return [
      Matrix(a.shape) { row, column in
        Self.value(a[row, column], b[b.rows == 1 ? 0 : row, b.columns == 1 ? 0 : column])
      }
    ]
  }
}

/// `a + b`, with b laid over a.
public struct Addition: BinaryElementwise {
  public static let name = "addition"
  public let term: Term?

  public init(_ term: Term?) { self.term = term }

  public static func value(_ a: Double, _ b: Double) -> Double { a + b }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements { .none }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0] else { return [nil, nil] }
    let broadcast = Broadcast(pass.inputs[1].shape, over: pass.inputs[0].shape)
    return [
      gradient, pass.wants[1] ? try broadcast?.summed(gradient, term, on: engine) : nil,
    ]
  }
}

/// `a · b` element by element, with b laid over a.
public struct Multiplication: BinaryElementwise {
  public static let name = "multiplication"
  public let term: Term?

  public init(_ term: Term?) { self.term = term }

  public static func value(_ a: Double, _ b: Double) -> Double { a * b }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0] else { return [nil, nil] }
    let (a, b) = (pass.inputs[0], pass.inputs[1])
    let broadcast = Broadcast(b.shape, over: a.shape)
    return [
      pass.wants[0] ? try engine.result(self, gradient, b) : nil,
      pass.wants[1]
        ? try broadcast?.summed(engine.result(self, gradient, a), term, on: engine) : nil,
    ]
  }
}

/// `factor · x + addend`.
public struct Scaling: Operation {
  public static let name = "scaling"
  public let term: Term?
  public let factor: Double
  public let addend: Double

  public init(by factor: Double, plus addend: Double = 0, _ term: Term?) {
    self.factor = factor
    self.addend = addend
    self.term = term
  }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(1, of: inputs)
    return inputs
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { inputs[0] }

  public func charges(on inputs: [Operand]) -> [Charge] {
    guard let term else { return [] }
    return [Charge(term, .arithmetic, inputs[0].shape.rows, inputs[0].shape.columns)]
  }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements { .none }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    [inputs[0].map { factor * $0 + addend }]
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    [try pass.gradients[0].map { try engine.result(Scaling(by: factor, term), $0) }]
  }
}

/// The sum over all rows `[1, columns]`, or over all columns `[rows, 1]`.
public struct Sum: Operation {
  public enum Axis: Hashable, Sendable {
    case rows, columns
  }

  public static let name = "sum"
  public let term: Term?
  public let axis: Axis

  public init(_ axis: Axis, _ term: Term?) {
    self.axis = axis
    self.term = term
  }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(1, of: inputs)
    switch axis {
    case .rows: return [Shape(rows: 1, columns: inputs[0].columns)]
    case .columns: return [Shape(rows: inputs[0].rows, columns: 1)]
    }
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    guard let term else { return [] }
    return [Charge(term, .arithmetic, inputs[0].shape.rows, inputs[0].shape.columns)]
  }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements { .none }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let x = inputs[0]
    switch axis {
    case .rows:
      return [
        Matrix(rows: 1, columns: x.columns) { _, column in
          (0..<x.rows).reduce(0) { $0 + x[$1, column] }
        }
      ]
    case .columns:
      return [Matrix(rows: x.rows, columns: 1) { row, _ in x[row: row].reduce(0, +) }]
    }
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0] else { return [nil] }
    // Made of nothing: zero times an element that is infinite would be no number.
    let zeros = try engine.result(
      Padding(in: pass.inputs[0].shape), engine.rows(0..<0, of: pass.inputs[0]))
    return [try engine.result(Addition(term), zeros, gradient)]
  }
}
