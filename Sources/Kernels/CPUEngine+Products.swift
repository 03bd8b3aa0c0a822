import Architectures
import COneDNN

extension CPUEngine {
  struct ProductKey: Hashable {
    let rows: Int
    let weights: Shape
    let hasBias: Bool
    let activation: Activation?
    let hasResidual: Bool
    let result: ElementType
  }

  public func linear(
    _ x: Tensor, _ layer: Linear, activation: Activation?, adding residual: Tensor?
  ) throws -> Tensor {
    let isActivation = layer.yieldsActivations && residual == nil
    let result = try tensor(
      rows: x.shape.rows, columns: layer.outputs, of: isActivation ? type : .f32)
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
        activation: activation, hasResidual: residual != nil, result: result.type))
    // Rows of another type than the weights' are rounded behind the product's scratch memory.
    let isRounded = x.type != type
    let own = (product.scratchBytes + 63) / 64 * 64
    let rounded = isRounded ? x.shape.rows * x.shape.columns * type.bytes : 0
    let scratch = UnsafeMutableRawPointer(try scratch(bytes: own + rounded))
    if isRounded { Self.round(x, to: scratch + own) }
    let status = cc_dnn_product_run(
      product.handle, weights.handle, isRounded ? scratch + own : x.address,
      bias?.start(), residual?.start(), result.address, scratch)
    guard status == 0 else { throw EngineError.lastOfOneDNN }
  }

  /// Rows as attention or a product hands them on: rounded to the engine's type.
  public func activations(_ x: Tensor) throws -> Tensor {
    guard x.type != type else { return x }
    let result = try tensor(rows: x.shape.rows, columns: x.shape.columns, of: type)
    Self.round(x, to: result.address)
    return result
  }

  /// Writes the elements of a tensor of f32 as bf16, dense.
  private static func round(_ x: Tensor, to memory: UnsafeMutableRawPointer) {
    let width = x.shape.columns
    let rounded = memory.bindMemory(to: BrainFloat.self, capacity: x.shape.rows * width)
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * width) { row in
      let from: UnsafeMutablePointer<Float> = x.row(row)
      let to = rounded + row * width
      Lanes.forEach(of: width) { column, count in
        BrainFloat.store(Float.load(from + column, count: count), to: to + column, count: count)
      }
    }
  }

  private func packedWeights(_ parameter: Parameter) throws -> PackedWeights {
    if let known = packed[parameter.name] { return known }
    let weights = try PackedWeights(
      weights.values(of: parameter), shape: parameter.shape, type: type)
    packed[parameter.name] = weights
    parameterBytes[parameter.name] = parameter.shape.rows * parameter.shape.columns * type.bytes
    return weights
  }

  private func product(_ weights: PackedWeights, _ key: ProductKey) throws -> PackedProduct {
    if let known = products[key] { return known }
    let product = try PackedProduct(
      weights, rows: key.rows, hasBias: key.hasBias, activation: key.activation,
      hasResidual: key.hasResidual, result: key.result)
    products[key] = product
    return product
  }
}
