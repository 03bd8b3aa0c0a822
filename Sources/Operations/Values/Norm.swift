/// Normalisation of a row: `(x - mean) / √(variance + epsilon) · gain + shift`, or without the mean.
public struct Norm: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// Mean 0 and variance 1, then gain and shift: Ba, Kiros and Hinton, arXiv 1607.06450.
    case layer
    /// `x / √(mean of squares + epsilon) · gain`: Zhang and Sennrich, arXiv 1910.07467.
    case rootMeanSquare
  }

  public let term: Term
  public let kind: Kind
  /// `[1, width]`.
  public let gain: Parameter
  /// `[1, width]`; a root mean square norm has none.
  public let shift: Parameter?
  public let epsilon: Float

  public init(_ term: Term, kind: Kind = .layer, name: String, width: Int, epsilon: Float) {
    self.term = term
    self.kind = kind
    gain = Parameter(
      "\(name).gain", .norm, rows: 1, columns: width, mean: 1, standardDeviation: 0.1)
    shift =
      kind == .layer
      ? Parameter("\(name).shift", .norm, rows: 1, columns: width, standardDeviation: 0.1) : nil
    self.epsilon = epsilon
  }

  public var parameters: [Parameter] { [gain] + (shift.map { [$0] } ?? []) }
}
