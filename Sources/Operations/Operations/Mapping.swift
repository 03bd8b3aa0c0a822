#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A function of each element: `[rows, columns]` to the same.
public struct Mapping: Operation {
  public enum Function: Hashable, Sendable {
    case activation(Activation)
    /// The derivative of an activation.
    case slope(Activation)
    case exponential
    /// `1 / (1 + exp(-x))`.
    case logistic
    case sine, cosine
    /// `1 / x`.
    case reciprocal
    /// `1 / √x`.
    case reciprocalSquareRoot

    public func callAsFunction(_ x: Double) -> Double {
      switch self {
      case .activation(let activation): activation.value(x)
      case .slope(let activation): activation.slope(x)
      case .exponential: exp(x)
      case .logistic: 1 / (1 + exp(-x))
      case .sine: sin(x)
      case .cosine: cos(x)
      case .reciprocal: 1 / x
      case .reciprocalSquareRoot: 1 / x.squareRoot()
      }
    }

    var work: Work {
      switch self {
      case .activation(let activation), .slope(let activation): activation.work
      default: .arithmetic
      }
    }
  }

  public static let name = "mapping"
  public let term: Term?
  public let function: Function

  public init(_ function: Function, _ term: Term?) {
    self.function = function
    self.term = term
  }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(1, of: inputs)
    return inputs
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { inputs[0] }

  public func charges(on inputs: [Operand]) -> [Charge] {
    guard let term else { return [] }
    return [Charge(term, function.work, inputs[0].shape.rows, inputs[0].shape.columns)]
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] { [inputs[0].map { function($0) }] }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0] else { return [nil] }
    let (x, y) = (pass.inputs[0], pass.results[0])
    func product(_ factors: E.Tensor...) throws -> E.Tensor {
      try factors.dropFirst().reduce(factors[0]) { try engine.result(Multiplication(term), $0, $1) }
    }
    let slope: E.Tensor
    switch function {
    case .activation(let activation):
      slope = try engine.result(Mapping(.slope(activation), term), x)
    case .slope: throw EngineError("the slope of an activation has no gradient of its own")
    case .exponential: slope = y
    case .logistic: slope = try product(y, engine.result(Scaling(by: -1, plus: 1, term), y))
    case .sine: slope = try engine.result(Mapping(.cosine, term), x)
    case .cosine:
      slope = try engine.result(Scaling(by: -1, term), engine.result(Mapping(.sine, term), x))
    case .reciprocal: slope = try engine.result(Scaling(by: -1, term), product(y, y))
    case .reciprocalSquareRoot: slope = try engine.result(Scaling(by: -0.5, term), product(y, y, y))
    }
    return [try product(gradient, slope)]
  }
}

extension Activation {
  /// What its elements are to a convention.
  public var work: Work {
    switch self {
    case .relu: .relu
    case .gelu, .geluTanh: .gelu
    case .silu: .silu
    case .tanh: .tanh
    }
  }

  private static let tanhScale = (2 / Double.pi).squareRoot()

  public func value(_ x: Double) -> Double {
    switch self {
    case .relu: max(x, 0)
    case .gelu: x / 2 * (1 + erf(x / 2.0.squareRoot()))
    case .geluTanh: x / 2 * (1 + hyperbolicTangent(Self.tanhScale * (x + 0.044715 * x * x * x)))
    case .silu: x / (1 + exp(-x))
    case .tanh: hyperbolicTangent(x)
    }
  }

  /// The derivative; of a ReLU at 0 it is 0.
  public func slope(_ x: Double) -> Double {
    switch self {
    case .relu: return x > 0 ? 1 : 0
    case .gelu:
      return 0.5 * (1 + erf(x / 2.0.squareRoot()))
        + x * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    case .geluTanh:
      let t = hyperbolicTangent(Self.tanhScale * (x + 0.044715 * x * x * x))
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * Self.tanhScale * (1 + 3 * 0.044715 * x * x)
    case .silu:
      let s = 1 / (1 + exp(-x))
      return s * (1 + x * (1 - s))
    case .tanh: return 1 - hyperbolicTangent(x) * hyperbolicTangent(x)
    }
  }
}

/// The function, which within ``Activation`` its case would hide.
private func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
