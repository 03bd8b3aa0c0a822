import Architectures
import Glibc

extension ReferenceEngine {
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

  static func apply(_ activation: Activation?, to x: Double) -> Double {
    switch activation {
    case nil: x
    case .relu: max(x, 0)
    case .gelu: x / 2 * (1 + erf(x / 2.0.squareRoot()))
    case .geluTanh: x / 2 * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .silu: x / (1 + exp(-x))
    case .tanh: tanh(x)
    }
  }

  /// `y = activation(a) · b`, where x holds a and b side by side.
  public func gated(_ x: Tensor, _ activation: Activation) -> Tensor {
    let width = x.shape.columns / 2
    return Tensor(rows: x.shape.rows, columns: width) { row, column in
      Self.apply(activation, to: x[row, column]) * x[row, width + column]
    }
  }

  /// `y = residual + Σ weight · expert(x)` over the experts of a row's highest scores.
  public func mixture(
    _ x: Tensor, _ mixture: MixtureOfExperts, adding residual: Tensor
  ) throws -> Tensor {
    let scores = try linear(x, mixture.router)
    let answers = try mixture.experts.map { expert in
      let wide =
        try expert.isGated
        ? gated(linear(x, expert.up), expert.activation)
        : linear(x, expert.up, activation: expert.activation)
      return try linear(wide, expert.down)
    }
    // Weights of all experts by row, 0 for those not chosen.
    let weights = (0..<x.shape.rows).map { row -> [Double] in
      let scores = (0..<scores.shape.columns).map { scores[row, $0] }
      let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
      let chosen = Set(order.prefix(mixture.active))
      let exponentials = scores.indices.map {
        chosen.contains($0) ? exp(scores[$0] - scores[order[0]]) : 0
      }
      let total = exponentials.reduce(0, +)
      return exponentials.map { $0 / total }
    }
    return Tensor(rows: x.shape.rows, columns: residual.shape.columns) { row, column in
      zip(weights[row], answers).reduce(residual[row, column]) { sum, expert in
        expert.0 == 0 ? sum : sum + expert.0 * expert.1[row, column]
      }
    }
  }

  /// `y = (x - mean) / √(variance + epsilon) · gain + shift`, row by row; a root mean square norm
  /// takes the mean to be 0.
  public func norm(_ x: Tensor, _ norm: Norm) throws -> Tensor {
    let gain = try constant(norm.gain)
    let shift = try norm.shift.map { try constant($0) }
    let width = x.shape.columns
    let moments = (0..<x.shape.rows).map { row in
      let values = (0..<width).map { x[row, $0] }
      let mean = norm.kind == .layer ? values.reduce(0, +) / Double(width) : 0
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      return (mean: mean, deviation: (variance + Double(norm.epsilon)).squareRoot())
    }
    return Tensor(rows: x.shape.rows, columns: width) { row, column in
      let (mean, deviation) = moments[row]
      return (x[row, column] - mean) / deviation * gain[0, column] + (shift?[0, column] ?? 0)
    }
  }
}
