import Kernels

/// The largest relative errors of a case that are right.
public struct CaseTolerance: Hashable, Sendable {
  /// Of the output, the loss and what is made on the way.
  public let values: Double
  public let gradients: Double

  /// The same for all.
  public init(all tolerance: Double) {
    values = tolerance
    gradients = tolerance
  }

  /// The type's own: 2e-5 and 1e-4 in f32, 2e-2 and 1e-1 in bf16.
  ///
  /// A gradient has been through the products of both passes, backwards with operands that are
  /// rounded themselves; in either type it gets five times what a value gets.
  public init(of type: ElementType) {
    values = type.tolerance
    gradients = 5 * type.tolerance
  }
}
