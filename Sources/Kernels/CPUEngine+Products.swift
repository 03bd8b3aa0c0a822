import Architectures
import CMachine
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
    let bias = try layer.bias.map { try constant($0) }
    let weights = try packedWeights(layer.weight)
    let product = try product(
      weights,
      ProductKey(
        rows: x.shape.rows, weights: layer.weight.shape, hasBias: bias != nil,
        activation: activation, hasResidual: residual != nil, result: result.type))
    let (inputs, scratch) = try inputs(x, behind: product.scratchBytes)
    let status = cc_dnn_product_run(
      product.handle, weights.handle, inputs, bias?.start, residual?.start,
      result.address, scratch)
    guard status == 0 else { throw EngineError.lastOfOneDNN }
  }

  /// A product's rows in the engine's type, and the scratch memory that it needs.
  ///
  /// Rows of another type are rounded behind the scratch memory.
  private func inputs(
    _ x: Tensor, behind scratchBytes: Int
  ) throws -> (UnsafeRawPointer, UnsafeMutableRawPointer) {
    guard x.type != type else {
      return (
        UnsafeRawPointer(x.address), UnsafeMutableRawPointer(try scratch(bytes: scratchBytes))
      )
    }
    let own = (scratchBytes + 63) / 64 * 64
    let bytes = own + x.shape.rows * x.shape.columns * type.bytes
    let scratch = UnsafeMutableRawPointer(try scratch(bytes: bytes))
    Self.round(x, to: scratch + own)
    return (UnsafeRawPointer(scratch + own), scratch)
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
    let rounded = memory.bindMemory(to: UInt16.self, capacity: x.shape.rows * width)
    RowTeam.run(rows: x.shape.rows, elements: x.shape.rows * width) { row in
      cc_bf16_round(x.row(row), rounded + row * width, width)
    }
  }

  private func packedWeights(_ parameter: Parameter) throws -> PackedWeights {
    if let known = packed[parameter.name] { return known }
    let shape = parameter.shape
    let packing = try PackedWeights(weights.values(of: parameter), shape: shape, type: type)
    packed[parameter.name] = packing
    parameterBytes[parameter.name] = shape.rows * shape.columns * type.bytes
    return packing
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
