/// What a configuration file says of how the numbers of its checkpoint are stored.
public struct StoredTypes: Hashable, Sendable {
  /// Bits of what isn't quantised; `nil` when the file doesn't say.
  public var bits: Int?
  /// The type's name in the file, such as `bfloat16`.
  public var name: String?
  public var quantization: Quantization?
  /// Why the file's types can't be counted, as a sentence for the user; `nil` when they can.
  public var problem: String?
}
