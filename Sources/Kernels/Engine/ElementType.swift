import CMachine

/// What weights and activations are made of.
///
/// In bf16 products and attention read bf16 and sum in `Float`; softmax, norms and everything on the
/// residual stream stay `Float`. As the processor's instructions have it, subnormal numbers count as
/// 0 in products of bf16. Micikevicius et al., arXiv 1710.03740; Kalamkar et al., arXiv 1905.12322.
public enum ElementType: String, Sendable, CaseIterable {
  case f32
  /// The upper half of an `f32`: its exponent and seven digits of its fraction.
  case bf16

  /// Bytes of an element.
  public var bytes: Int {
    switch self {
    case .f32: 4
    case .bf16: 2
    }
  }

  /// Whether this processor has instructions for it; nothing is emulated.
  public var isAvailable: Bool {
    switch self {
    case .f32: true
    case .bf16: cc_bf16_available() != 0
    }
  }
}
