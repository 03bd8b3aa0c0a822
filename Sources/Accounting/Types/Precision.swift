import Architectures
import Operations

/// Bits of weights, activations and key-value cache, written `w16a16kv16` or `w4a16kv8`; weights of a
/// model may be stored in blocks instead.
///
///     try Precision(parsing: "w4a16").keyValues  // 16, as the activations
///     try Precision(parsing: "bf16") == .half  // true
///
/// Only sizes count: `f16` and `bf16` are the same precision here.
public struct Precision: Hashable, Sendable, CustomStringConvertible {
  /// Bits of a weight of the layers' matrices, where they aren't stored otherwise.
  public let weights: Int
  /// How one model's weights are stored, where that isn't a width.
  public let stored: StoredWeights?
  /// Bits of an activation.
  public let activations: Int
  /// Bits of an element of the key-value cache.
  public let keyValues: Int

  /// A precision of these widths; throws when one of them is none of its part's ``Part/widths``.
  public init(weights: Int, activations: Int, keyValues: Int) throws(PrecisionError) {
    try Part.weights.check(weights)
    try Part.activations.check(activations)
    try Part.keyValues.check(keyValues)
    self.init(unchecked: weights, activations: activations, keyValues: keyValues)
  }

  /// Widths that have to be allowed for their parts.
  init(unchecked weights: Int, activations: Int, keyValues: Int) {
    self.weights = weights
    self.activations = activations
    self.keyValues = keyValues
    stored = nil
  }

  /// Weights that are stored in their own way.
  init(_ stored: StoredWeights, activations: Int, keyValues: Int) {
    weights = activations
    self.activations = activations
    self.keyValues = keyValues
    self.stored = stored
  }

  /// All three of one width, which has to be allowed for each.
  private init(all bits: Int) {
    self.init(unchecked: bits, activations: bits, keyValues: bits)
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

  /// Such as `w16a16kv16`, which parses as the same precision, or `q4_k_m-a16kv16`.
  public var description: String {
    guard let stored else { return Part.allCases.map { "\($0.rawValue)\(self[$0])" }.joined() }
    return "\(stored.name)-a\(activations)kv\(keyValues)"
  }

  /// Whether gradients of the weights could be applied to them: 8-bit floats have wider copies, and
  /// what is narrower or in blocks is frozen.
  public var isTrainable: Bool { stored == nil && weights >= 8 }

  /// Bytes of so many elements of a layer's matrix, with their scales.
  func bytes(ofWeights elements: UInt128, in term: Term) -> UInt128 {
    stored?.bytes(of: elements, in: term) ?? Self.bytes(of: elements, bits: weights)
  }

  /// Bytes of so many elements of a table or a matrix that stays wide.
  func bytes(ofTable elements: UInt128, in term: Term) -> UInt128 {
    stored?.bytes(of: elements, in: term)
      ?? Self.bytes(of: elements, bits: max(weights, activations))
  }

  /// Bytes of so many elements of norms or biases.
  func bytes(ofVectors elements: UInt128) -> UInt128 {
    Self.bytes(of: elements, bits: stored?.vectorBits ?? max(weights, activations))
  }
}
