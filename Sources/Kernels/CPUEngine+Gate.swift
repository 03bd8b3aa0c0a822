import Architectures
import Glibc

extension CPUEngine {
  public func gated(_ x: Tensor, _ activation: Activation) throws -> Tensor {
    let width = x.shape.columns / 2
    let result = try tensor(rows: x.shape.rows, columns: width, of: x.type)
    gate(x, activation, into: result)
    observer?(.gating(rows: x.shape.rows, width: width, activation: activation))
    return result
  }

  /// `activation(a) · b` for a and b side by side, into a tensor of the same type that is there.
  func gate(_ x: Tensor, _ activation: Activation, into result: Tensor) {
    let width = result.shape.columns
    precondition(x.shape.columns == 2 * width)
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * width) { row in
      x.withFloats(of: row) { a in
        result.setFloats(of: row) { to in Self.gate(a, a + width, to, width, activation) }
      }
    }
  }

  /// The same for one row.
  private static func gate(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>,
    _ width: Int, _ activation: Activation
  ) {
    switch activation {
    case .relu: for column in 0..<width { to[column] = max(a[column], 0) * b[column] }
    case .gelu: for column in 0..<width { to[column] = gelu(a[column]) * b[column] }
    // tanh(u) = 2 logistic(2u) - 1 for both that are made of it.
    case .geluTanh:
      gate(a, b, to, width) { a in
        a * Lanes.logistic(a * (1.595_769_1 + a * a * (1.595_769_1 * 0.044_715)))
      }
    case .silu: gate(a, b, to, width) { $0 * Lanes.logistic($0) }
    case .tanh: gate(a, b, to, width) { 2 * Lanes.logistic(2 * $0) - 1 }
    }
  }

  private static func gelu(_ x: Float) -> Float {
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
