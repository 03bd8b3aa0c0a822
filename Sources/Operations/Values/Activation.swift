/// A function applied to each element after a product.
public enum Activation: String, Hashable, Sendable, CaseIterable {
  case relu
  /// `x/2 (1 + erf(x/√2))`, the exact form BERT uses.
  case gelu
  /// `x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))`, the form GPT-2 and Gemma use.
  case geluTanh = "gelu-tanh"
  /// `x / (1 + exp(-x))`, also called swish.
  case silu
  case tanh
}
