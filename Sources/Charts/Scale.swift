import Glibc

/// How an axis maps values to lengths.
public enum Scale: Sendable, Equatable {
  case linear, log2, log10

  /// Whether `value` has a place on such an axis: finite, and positive where a logarithm is taken.
  public func accepts(_ value: Double) -> Bool {
    value.isFinite && (self == .linear || value > 0)
  }

  /// The length that stands for `value`, which the scale must accept.
  func length(of value: Double) -> Double {
    switch self {
    case .linear: value
    case .log2: Glibc.log2(value)
    case .log10: Glibc.log10(value)
    }
  }

  /// The value at a length; the inverse of `length(of:)`.
  func value(at length: Double) -> Double {
    switch self {
    case .linear: length
    case .log2: Glibc.exp2(length)
    case .log10: Glibc.pow(10, length)
    }
  }
}
