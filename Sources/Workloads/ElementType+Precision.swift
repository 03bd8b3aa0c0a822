import Accounting
import Kernels

extension ElementType {
  /// The widths that a count has for it.
  public var precision: Precision {
    switch self {
    case .f32: .single
    case .bf16: .half
    }
  }
}
