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
    switch x.type {
    case .f32: gate(Float.self, x, activation, into: result)
    case .bf16: gate(BrainFloat.self, x, activation, into: result)
    }
  }

  private func gate<Element: LaneElement>(
    _: Element.Type, _ x: Tensor, _ activation: Activation, into result: Tensor
  ) {
    let width = result.shape.columns
    precondition(x.shape.columns == 2 * width)
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * width) { row in
      let from: UnsafeMutablePointer<Element> = x.row(row)
      let to: UnsafeMutablePointer<Element> = result.row(row)
      switch activation {
      case .relu: Self.gate(from, to, width) { $0.replacing(with: 0, where: $0 .< 0) }
      case .gelu: Self.gate(from, to, width, Self.gelu)
      // tanh(u) = 2 logistic(2u) - 1 for both that are made of it.
      case .geluTanh:
        Self.gate(from, to, width) { a in
          a * Lanes.logistic(a * (1.595_769_1 + a * a * (1.595_769_1 * 0.044_715)))
        }
      case .silu: Self.gate(from, to, width) { $0 * Lanes.logistic($0) }
      case .tanh: Self.gate(from, to, width) { 2 * Lanes.logistic(2 * $0) - 1 }
      }
    }
  }

  private static func gelu(_ x: Lanes) -> Lanes {
    var result = x / 2
    for lane in x.indices { result[lane] *= 1 + erff(x[lane] * Float(0.5).squareRoot()) }
    return result
  }

  @inline(__always) private static func gate<Element: LaneElement>(
    _ from: UnsafePointer<Element>, _ to: UnsafeMutablePointer<Element>, _ width: Int,
    _ activation: (Lanes) -> Lanes
  ) {
    Lanes.forEach(of: width) { column, count in
      let a = Element.load(from + column, count: count)
      let b = Element.load(from + width + column, count: count)
      Element.store(activation(a) * b, to: to + column, count: count)
    }
  }
}
