import Glibc
import Operations

extension Gating: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let x = try engine.matrix(inputs[0])
    let result = try engine.result(results[0], of: x.type)
    run(x, into: result)
    return [result]
  }

  /// Into a matrix of the same type that is there.
  func run(_ x: StridedMatrix, into result: StridedMatrix) {
    let width = result.shape.columns
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * width) { row in
      x.withFloats(of: row) { a in
        result.setFloats(of: row) { to in gate(a, a + width, to, width) }
      }
    }
  }

  /// The same for one row.
  private func gate(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>,
    _ width: Int
  ) {
    switch function {
    case .activation(.relu): for column in 0..<width { to[column] = max(a[column], 0) * b[column] }
    case .activation(.gelu):
      for column in 0..<width { to[column] = Self.gelu(a[column]) * b[column] }
    // tanh(u) = 2 logistic(2u) - 1 for both that are made of it.
    case .activation(.geluTanh):
      Self.gate(a, b, to, width) { a in
        a * Lanes.logistic(a * (1.595_769_1 + a * a * (1.595_769_1 * 0.044_715)))
      }
    case .activation(.silu): Self.gate(a, b, to, width) { $0 * Lanes.logistic($0) }
    case .activation(.tanh): Self.gate(a, b, to, width) { 2 * Lanes.logistic(2 * $0) - 1 }
    case .logistic: Self.gate(a, b, to, width) { Lanes.logistic($0) }
    default:
      for column in 0..<width { to[column] = Float(function(Double(a[column]))) * b[column] }
    }
  }

  static func gelu(_ x: Float) -> Float {
    x / 2 * (1 + erff(x * Float(0.5).squareRoot()))
  }

  @inline(__always) private static func gate(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>,
    _ width: Int, _ activation: (Lanes) -> Lanes
  ) {
    let whole = width / Lanes.scalarCount * Lanes.scalarCount
    for column in stride(from: 0, to: whole, by: Lanes.scalarCount) {
      (activation(.load(a + column)) * .load(b + column)).store(to: to + column)
    }
    var rest = Lanes.zero
    for column in whole..<width { rest[column - whole] = a[column] }
    rest = activation(rest)
    for column in whole..<width { to[column] = rest[column - whole] * b[column] }
  }
}
