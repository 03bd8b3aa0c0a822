/// What a safetensors header says about a tensor.
public struct TensorInfo: Hashable, Sendable {
  public let type: TensorType
  /// Sizes, the slowest first: `[outputs, inputs]` of a matrix; none for a single number.
  public let shape: [Int]
  /// Where its bytes stand, counted from the end of the header.
  let bytes: Range<Int>

  /// How many elements it has.
  public var count: Int { bytes.count / type.bytes }
}
