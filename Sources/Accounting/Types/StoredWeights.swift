import Architectures
import Operations

/// A model's weights as they are stored, where that isn't one width for all matrices of the layers.
public struct StoredWeights: Hashable, Sendable {
  /// Elements of a row of the cost table, and the bytes they take with their scales.
  private struct Share: Hashable {
    var elements: UInt128 = 0
    var bytes: UInt128 = 0
  }

  /// Such as `q4_k_m`.
  public let name: String
  /// Bytes of the elements, norms and biases included.
  public let bytes: UInt128
  /// Bytes of scales and zero points that stand beside them, in tensors of their own.
  public let scaleBytes: UInt128
  /// Bits of a norm or a bias.
  let vectorBits: Int
  private let shares: [Term: Share]

  /// - Parameters:
  ///   - vectorBits: Bits of what is no matrix.
  ///   - format: How a matrix is stored.
  public init(
    _ name: String, of model: ModelConfiguration, vectorBits: Int,
    format: (WeightMatrix) -> WeightFormat
  ) {
    var shares: [Term: Share] = [:]
    var (bytes, scales, elements) = (UInt128(0), UInt128(0), UInt128(0))
    for matrix in model.weightMatrices {
      let format = format(matrix)
      let (own, beside) = (format.bytes(of: matrix), format.scaleBytes(of: matrix))
      (bytes, scales, elements) = (bytes + own, scales + beside, elements + matrix.count)
      shares[matrix.role.term, default: Share()].elements += matrix.count
      shares[matrix.role.term, default: Share()].bytes += own + beside
    }
    self.name = name
    self.bytes = bytes + Precision.bytes(of: model.parameterCount - elements, bits: vectorBits)
    scaleBytes = scales
    self.vectorBits = vectorBits
    // The vocabulary product reads the table of tokens where it has no matrix of its own.
    shares[.vocabulary] = shares[.vocabulary] ?? shares[.embedding]
    self.shares = shares
  }

  /// Bytes that so many elements of a term take with their scales, on the mean of all layers.
  func bytes(of elements: UInt128, in term: Term) -> UInt128 {
    guard let share = shares[term], share.elements > 0 else {
      return Precision.bytes(of: elements, bits: vectorBits)
    }
    return elements.multipliedFullWidth(by: share.bytes, dividedBy: share.elements)
  }

  /// Bits of a parameter, scales included, on the mean of the whole model.
  public func bitsPerWeight(of model: ModelConfiguration) -> Double {
    8 * (bytes + scaleBytes).nearestDouble / model.parameterCount.nearestDouble
  }
}

extension UInt128 {
  /// The product with `factor`, divided and rounded up, whose product may be too large for it.
  fileprivate func multipliedFullWidth(by factor: UInt128, dividedBy divisor: UInt128) -> UInt128 {
    let product = multipliedFullWidth(by: factor)
    let (quotient, rest) = divisor.dividingFullWidth((product.high, product.low))
    return rest == 0 ? quotient : quotient + 1
  }
}
