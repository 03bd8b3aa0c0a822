/// What the elements of a stored tensor are: the `dtype` of a safetensors header.
public enum TensorType: String, Hashable, Sendable, CaseIterable {
  case boolean = "BOOL"
  case unsigned8 = "U8"
  case signed8 = "I8"
  case unsigned16 = "U16"
  case signed16 = "I16"
  case unsigned32 = "U32"
  case signed32 = "I32"
  case unsigned64 = "U64"
  case signed64 = "I64"
  /// Four bits of exponent, three of fraction.
  case float8E4M3 = "F8_E4M3"
  /// Five bits of exponent, two of fraction.
  case float8E5M2 = "F8_E5M2"
  /// Eight bits of exponent and nothing else: a power of two.
  case float8E8M0 = "F8_E8M0"
  case float16 = "F16"
  /// The upper half of a `float32`.
  case bfloat16 = "BF16"
  case float32 = "F32"
  case float64 = "F64"
  /// Two `float32`: real part, imaginary part.
  case complex64 = "C64"

  /// Bytes of an element.
  public var bytes: Int {
    switch self {
    case .boolean, .unsigned8, .signed8, .float8E4M3, .float8E5M2, .float8E8M0: 1
    case .unsigned16, .signed16, .float16, .bfloat16: 2
    case .unsigned32, .signed32, .float32: 4
    case .unsigned64, .signed64, .float64, .complex64: 8
    }
  }
}
