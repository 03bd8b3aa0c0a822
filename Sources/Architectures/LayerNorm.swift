/// Layer normalisation over a row: `(x - mean) / √(variance + epsilon) · gain + shift`.
///
/// Ba, Kiros and Hinton, arXiv 1607.06450.
public struct LayerNorm: Hashable, Sendable {
  /// `[1, width]`.
  public let gain: Parameter
  /// `[1, width]`.
  public let shift: Parameter
  public let epsilon: Float

  public init(name: String, width: Int, epsilon: Float) {
    gain = Parameter("\(name).gain", rows: 1, columns: width, mean: 1, standardDeviation: 0.1)
    shift = Parameter("\(name).shift", rows: 1, columns: width, standardDeviation: 0.1)
    self.epsilon = epsilon
  }
}
