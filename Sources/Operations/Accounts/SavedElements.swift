/// Elements that the backward pass of one performance needs of the forward pass.
public struct SavedElements: Hashable, Sendable {
  /// Inputs and results.
  public let tensors: UInt128
  /// Attention's softmax, unless it is computed again.
  public let softmax: UInt128

  public init(tensors: UInt128, softmax: UInt128 = 0) {
    self.tensors = tensors
    self.softmax = softmax
  }

  public static let none = SavedElements(tensors: 0)
}
