import Architectures
import COneDNN

extension CPUEngine {
  struct ProductKey: Hashable {
    let rows: Int
    let weights: Shape
    let hasBias: Bool
    let activation: Activation?
    let hasResidual: Bool
  }

  public func linear(
    _ x: Tensor, _ layer: Linear, activation: Activation?, adding residual: Tensor?
  ) throws -> Tensor {
    let result = try tensor(rows: x.shape.rows, columns: layer.outputs)
    try multiply(x, layer, activation: activation, adding: residual, into: result)
    observer?(
      .product(
        Operation.Product(
          rows: x.shape.rows, layer: layer, activation: activation,
          hasResidual: residual != nil)))
    return result
  }

  /// `activation(x Wᵀ + b) + residual` into a tensor that is there.
  func multiply(
    _ x: Tensor, _ layer: Linear, activation: Activation? = nil, adding residual: Tensor? = nil,
    into result: Tensor
  ) throws {
    precondition(x.shape.columns == layer.inputs && x.isDense && residual?.isDense != false)
    let weights = try packedWeights(layer.weight)
    let bias = try layer.bias.map { try constant($0) }
    let product = try product(
      weights,
      ProductKey(
        rows: x.shape.rows, weights: layer.weight.shape, hasBias: bias != nil,
        activation: activation, hasResidual: residual != nil))
    let status = cc_dnn_product_run(
      product.handle, weights.handle, x.start, bias?.start, residual?.start, result.start,
      try scratch(bytes: product.scratchBytes))
    guard status == 0 else { throw EngineError.lastOfOneDNN }
  }

  private func packedWeights(_ parameter: Parameter) throws -> PackedWeights {
    if let known = packed[parameter.name] { return known }
    let weights = try PackedWeights(weights.values(of: parameter), shape: parameter.shape)
    packed[parameter.name] = weights
    parameterCounts[parameter.name] = parameter.shape.rows * parameter.shape.columns
    return weights
  }

  private func product(_ weights: PackedWeights, _ key: ProductKey) throws -> PackedProduct {
    if let known = products[key] { return known }
    let product = try PackedProduct(
      weights, rows: key.rows, hasBias: key.hasBias, activation: key.activation,
      hasResidual: key.hasResidual)
    products[key] = product
    return product
  }
}
