/// Bits of weights, activations and key-value cache, written `w16a16kv16` or `w4a16kv8`.
///
///     try Precision(parsing: "w4a16").keyValues  // 16, as the activations
///     try Precision(parsing: "bf16") == .half  // true
///
/// Only widths count: `f16` and `bf16` are the same precision here.
public struct Precision: Hashable, Sendable, CustomStringConvertible {
  /// Bits of a weight.
  public let weights: Int
  /// Bits of an activation.
  public let activations: Int
  /// Bits of an element of the key-value cache.
  public let keyValues: Int

  /// A precision of these widths; throws when one of them is none of its part's ``Part/widths``.
  public init(weights: Int, activations: Int, keyValues: Int) throws(PrecisionError) {
    try Part.weights.check(weights)
    try Part.activations.check(activations)
    try Part.keyValues.check(keyValues)
    self.weights = weights
    self.activations = activations
    self.keyValues = keyValues
  }

  /// All three of one width, which has to be allowed for each.
  private init(all bits: Int) {
    weights = bits
    activations = bits
    keyValues = bits
  }

  /// 32 bits throughout, `f32`.
  public static let single = Precision(all: 32)
  /// 16 bits throughout, `f16` or `bf16`.
  public static let half = Precision(all: 16)

  /// Bits of a part.
  public subscript(part: Part) -> Int {
    switch part {
    case .weights: weights
    case .activations: activations
    case .keyValues: keyValues
    }
  }

  /// Such as `w16a16kv16`, which parses as the same precision.
  public var description: String {
    Part.allCases.map { "\($0.rawValue)\(self[$0])" }.joined()
  }
}
