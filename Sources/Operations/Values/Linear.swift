/// An affine map `y = x Wᵀ + b`: its parameters, and the term of the account it belongs to.
public struct Linear: Hashable, Sendable {
  public let term: Term
  /// `[outputs, inputs]`.
  public let weight: Parameter
  /// `[1, outputs]`.
  public let bias: Parameter?

  public var inputs: Int { weight.shape.columns }
  public var outputs: Int { weight.shape.rows }

  /// A map with parameters of its own; variance is kept when the inputs are independent.
  public init(
    _ term: Term, _ kind: Parameter.Kind = .matrix, name: String, inputs: Int, outputs: Int,
    bias: Bool, expert: Int? = nil
  ) {
    let deviation = 1 / Float(inputs).squareRoot()
    self.init(
      term,
      weight: Parameter(
        "\(name).weight", kind, rows: outputs, columns: inputs, standardDeviation: deviation,
        expert: expert),
      bias: bias
        ? Parameter(
          "\(name).bias", .bias, rows: 1, columns: outputs, standardDeviation: 0.1,
          expert: expert) : nil)
  }

  /// A map over a given matrix, such as the embedding table in the vocabulary product.
  public init(_ term: Term, weight: Parameter, bias: Parameter? = nil) {
    self.term = term
    self.weight = weight
    self.bias = bias
  }

  public var parameters: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }
}
