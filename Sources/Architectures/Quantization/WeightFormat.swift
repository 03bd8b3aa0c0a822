import Operations

/// How a matrix of weights is stored: in blocks of elements, with what scales them beside them.
public struct WeightFormat: Hashable, Sendable {
  /// Numbers that stand beside the elements, in tensors of their own.
  public struct Scale: Hashable, Sendable {
    /// What each of them is for.
    public enum Span: Hashable, Sendable {
      /// So many outputs and inputs; all where it is `nil`.
      case block(outputs: Int?, inputs: Int?)
      /// So many elements of the matrix in a row, across its rows.
      case run(Int)
    }

    public let span: Span
    public let bits: Int

    public init(_ span: Span, bits: Int) {
      self.span = span
      self.bits = bits
    }

    /// How many there are beside a matrix.
    fileprivate func count(outputs: Int, inputs: Int) -> UInt128 {
      switch span {
      case .block(let blockOutputs, let blockInputs):
        return UInt128(Self.blocks(outputs, of: blockOutputs))
          * UInt128(Self.blocks(inputs, of: blockInputs))
      case .run(let length):
        return (UInt128(outputs) * UInt128(inputs) + UInt128(length) - 1) / UInt128(length)
      }
    }

    private static func blocks(_ size: Int, of block: Int?) -> Int {
      block.map { (size + $0 - 1) / $0 } ?? 1
    }
  }

  /// Such as `nf4` or `Q4_K`.
  public let name: String
  /// Elements of a block, along the inputs.
  public let elements: Int
  /// Bits of a block, whatever stands in it included.
  public let bits: Int
  public let scales: [Scale]

  public init(_ name: String, elements: Int = 1, bits: Int, scales: [Scale] = []) {
    self.name = name
    self.elements = elements
    self.bits = bits
    self.scales = scales
  }

  /// Numbers of so many bits, packed without gaps.
  public static func plain(_ bits: Int) -> WeightFormat { WeightFormat("\(bits) bits", bits: bits) }

  /// Bytes of a matrix's elements, all copies together.
  public func bytes(of matrix: WeightMatrix) -> UInt128 {
    let blocks = UInt128(matrix.outputs) * UInt128((matrix.inputs + elements - 1) / elements)
    return Self.bytes(blocks, of: bits) * UInt128(matrix.copies)
  }

  /// Bytes of what stands beside them.
  public func scaleBytes(of matrix: WeightMatrix) -> UInt128 {
    scales.reduce(UInt128(0)) { sum, scale in
      sum
        + Self.bytes(
          scale.count(outputs: matrix.outputs, inputs: matrix.inputs), of: scale.bits)
    } * UInt128(matrix.copies)
  }

  /// Bits of a weight of a large matrix, its share of what stands beside it included.
  public var bitsPerWeight: Double {
    scales.reduce(Double(bits) / Double(elements)) { sum, scale in
      switch scale.span {
      case .run(let length), .block(outputs: 1, inputs: let length?):
        sum + Double(scale.bits) / Double(length)
      case .block(let outputs?, let inputs?):
        sum + Double(scale.bits) / (Double(outputs) * Double(inputs))
      case .block: sum
      }
    }
  }

  private static func bytes(_ count: UInt128, of bits: Int) -> UInt128 {
    (count * UInt128(bits) + 7) / 8
  }
}
