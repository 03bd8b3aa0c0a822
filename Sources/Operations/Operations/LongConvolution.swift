#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Term {
  /// A convolution along the sequence.
  public static let longConvolution = Term("long-convolution")
}

extension Work {
  /// A multiply-add of a Fourier transform of real numbers: half of `2.5 X log2 X` FLOPs, X being
  /// twice the positions, since zeros stand beside them.
  public static let fourierTransform = Work("Fourier transforms", isMultiplyAdd: true)
  /// A multiply-add of a product of spectra, three for each complex number.
  public static let spectralProduct = Work("products of spectra", isMultiplyAdd: true)
}

/// The convolution of every channel with a kernel as long as the sequence.
///
/// In both directions another kernel is over what follows, and begins at the next position:
///
///     y[t] = sum over j <= t of kernel[t - j] u[j] + sum over j > t of backward[j - t - 1] u[j]
///
/// Inputs: u, kernel, and backward where there is
/// one, all `[positions, channels]`, as the result is. What is counted is that it is computed by fast
/// Fourier transforms, with or without the kernel's own.
public struct LongConvolution: Operation {
  public static let name = "long convolution"
  public let isBidirectional: Bool

  public init(isBidirectional: Bool = false) {
    self.isBidirectional = isBidirectional
  }

  public var term: Term? { .longConvolution }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(isBidirectional ? 3 : 2, of: inputs)
    try require(
      inputs.allSatisfy { $0 == inputs[0] }, "kernels of \(inputs[1...]) don't fit \(inputs[0])")
    return [inputs[0]]
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    Self.charges(inputs[0].shape, transforms: 3)
  }

  /// So many transforms, and a product of spectra.
  static func charges(_ x: Shape, transforms: Int) -> [Charge] {
    // An empty sequence has no logarithm.
    let length = Double(max(x.rows, 1))
    let multiplyAdds = (2.5 * Double(transforms * x.rows) * log2(2 * length)).rounded()
    return [
      Charge(.longConvolution, .fourierTransform, Int(multiplyAdds), x.columns),
      Charge(.longConvolution, .spectralProduct, x.rows, x.columns, inner: 3),
    ]
  }

  public func sequentialDepth(on inputs: [Operand]) -> UInt128 { 1 }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let (u, kernel) = (inputs[0], inputs[1])
    return [
      Matrix(u.shape) { position, channel in
        var sum = 0.0
        for other in 0...position { sum += kernel[position - other, channel] * u[other, channel] }
        guard isBidirectional else { return sum }
        for other in position + 1..<max(u.rows, position + 1) {
          sum += inputs[2][other - position - 1, channel] * u[other, channel]
        }
        return sum
      }
    ]
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    guard let gradient = pass.gradients[0] else { return pass.inputs.map { _ in nil } }
    let ofInput =
      pass.wants[0]
      ? try engine.perform(
        LongCorrelation(.input, isBidirectional: isBidirectional),
        on: [gradient] + pass.inputs[1...])[0] : nil
    guard pass.wants[1...].contains(true) else {
      return [ofInput] + pass.inputs[1...].map { _ in nil }
    }
    return [ofInput]
      + (try engine.perform(
        LongCorrelation(.kernels, isBidirectional: isBidirectional),
        on: [gradient, pass.inputs[0]]))
  }
}

/// The gradients of a long convolution, from that of its result.
///
///     of u:         du[j] = sum over t >= j of kernel[t - j] dy[t]
///                         + sum over t < j of backward[j - t - 1] dy[t]
///     of a kernel:  dkernel[t] = sum over j >= t of u[j - t] dy[j]
///                   dbackward[t] = sum over j > t of u[j] dy[j - t - 1]
///
/// Inputs: dy, and the kernels or u, all `[positions, channels]`, as the results are.
public struct LongCorrelation: Operation {
  /// What the gradient is of.
  public enum Subject: Hashable, Sendable {
    case input, kernels
  }

  public static let name = "long correlation"
  public let subject: Subject
  public let isBidirectional: Bool

  public init(_ subject: Subject, isBidirectional: Bool = false) {
    self.subject = subject
    self.isBidirectional = isBidirectional
  }

  public var term: Term? { .longConvolution }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(subject == .input && isBidirectional ? 3 : 2, of: inputs)
    try require(
      inputs.allSatisfy { $0 == inputs[0] }, "\(inputs[1...]) don't fit a gradient of \(inputs[0])")
    return subject == .kernels && isBidirectional ? [inputs[0], inputs[0]] : [inputs[0]]
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    LongConvolution.charges(inputs[0].shape, transforms: 3)
  }

  public func sequentialDepth(on inputs: [Operand]) -> UInt128 { 1 }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let gradient = inputs[0]
    let shape = gradient.shape
    func sum(
      _ positions: Range<Int>, _ product: (_ position: Int) -> Double
    ) -> Double {
      positions.reduce(0) { $0 + product($1) }
    }
    switch subject {
    case .input:
      let kernel = inputs[1]
      return [
        Matrix(shape) { j, channel in
          let after = sum(j..<shape.rows) { kernel[$0 - j, channel] * gradient[$0, channel] }
          guard isBidirectional else { return after }
          return after + sum(0..<j) { inputs[2][j - $0 - 1, channel] * gradient[$0, channel] }
        }
      ]
    case .kernels:
      let u = inputs[1]
      let forward = Matrix(shape) { t, channel in
        sum(t..<shape.rows) { u[$0 - t, channel] * gradient[$0, channel] }
      }
      guard isBidirectional else { return [forward] }
      return [
        forward,
        Matrix(shape) { t, channel in
          sum(t + 1..<shape.rows) { u[$0, channel] * gradient[$0 - t - 1, channel] }
        },
      ]
    }
  }
}
