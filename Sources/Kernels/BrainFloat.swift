/// A number of type bf16: the upper half of a `Float`.
struct BrainFloat {
  let bits: UInt16
}

extension Float {
  init(_ value: BrainFloat) { self.init(bitPattern: UInt32(value.bits) << 16) }
}
