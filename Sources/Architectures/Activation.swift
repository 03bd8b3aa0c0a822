/// A function applied to each element after a product.
public enum Activation: String, Hashable, Sendable, CaseIterable {
  case relu
  /// `x/2 (1 + erf(x/√2))`, the exact form BERT uses.
  case gelu
  case tanh
}
