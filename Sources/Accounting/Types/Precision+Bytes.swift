import Operations

extension Precision {
  /// Bytes of `elements` of `bits` each, packed without gaps and rounded up to a whole byte.
  ///
  /// Exact: eight elements are `bits` bytes, and the product with all the bits, which could be
  /// eight times too large for `UInt128`, is never formed.
  public static func bytes(of elements: UInt128, bits: Int) -> UInt128 {
    precondition(bits > 0, "an element has at least one bit")
    let (eights, rest) = elements.quotientAndRemainder(dividingBy: 8)
    return eights * UInt128(bits) + (rest * UInt128(bits) + 7) / 8
  }
}
