import CMachine
import COneDNN
import Operations

extension Product: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let result = try engine.result(results[0], of: engine.type(for: storedAs))
    try engine.multiply(
      engine.matrix(inputs[0]), inputs[1], bias: hasBias ? inputs[2] : nil, activation,
      adding: hasResidual ? engine.matrix(inputs[inputs.count - 1]) : nil,
      into: result)
    return [result]
  }
}

extension CPUEngine {
  private struct ProductKey: Hashable {
    let rows: Int
    let weights: Shape
    let hasBias: Bool
    let activation: Activation?
    let hasResidual: Bool
    let result: ElementType
  }

  /// `activation(x Wᵀ + b) + residual` into a matrix that is there.
  func multiply(
    _ x: StridedMatrix, _ weight: Tensor, bias: Tensor?, _ activation: Activation? = nil,
    adding residual: StridedMatrix? = nil, into result: StridedMatrix
  ) throws {
    guard result.shape.rows > 0, result.shape.columns > 0 else { return }
    let bias = try bias.map { try converted(matrix($0), to: .f32) }
    guard case .parameter(let parameter) = weight.content, parameter.shape.columns > 0 else {
      try multiply(x, matrix(weight), transposed: .second, into: result)
      return result.update(adding: bias, activation, adding: residual)
    }
    let weights = try packedWeights(parameter)
    let x = try x.type == type ? dense(x) : x
    // A residual of another type than the result's, or with gaps, is added afterwards.
    let added = residual.flatMap { $0.type == result.type && $0.isDense ? $0 : nil }
    let key = ProductKey(
      rows: x.shape.rows, weights: weight.shape, hasBias: bias != nil, activation: activation,
      hasResidual: added != nil, result: result.type)
    let product = try reusable(key) {
      try PackedProduct(
        weights, rows: key.rows, hasBias: key.hasBias, activation: key.activation,
        hasResidual: key.hasResidual, result: key.result)
    }
    let (inputs, scratch) = try inputs(x, behind: product.scratchBytes)
    let status = cc_dnn_product_run(
      product.handle, weights.handle, inputs, bias?.start, added?.address,
      result.address, scratch)
    guard status == 0 else { throw EngineError.lastOfOneDNN }
    if added == nil { result.update(adding: nil, nil, adding: residual) }
  }

  /// A product's rows in the engine's type, and the scratch memory that it needs.
  ///
  /// Rows of another type, which may have gaps between them, are rounded behind the scratch memory.
  private func inputs(
    _ x: StridedMatrix, behind scratchBytes: Int
  ) throws -> (UnsafeRawPointer, UnsafeMutableRawPointer) {
    guard x.type != type else {
      return (
        UnsafeRawPointer(x.address), UnsafeMutableRawPointer(try scratch(bytes: scratchBytes))
      )
    }
    let own = (scratchBytes + 63) / 64 * 64
    let bytes = own + x.shape.rows * x.shape.columns * type.bytes
    let scratch = UnsafeMutableRawPointer(try scratch(bytes: bytes))
    x.round(to: scratch + own)
    return (UnsafeRawPointer(scratch + own), scratch)
  }

  /// Rows as attention or a product hands them on: rounded to the engine's type.
  public func activations(_ x: Tensor) throws -> Tensor {
    let matrix = try matrix(x)
    guard matrix.type != type else { return Tensor(matrix) }
    let result = try result(matrix.shape, of: type)
    matrix.write(into: result)
    return Tensor(result)
  }

  private func packedWeights(_ parameter: Parameter) throws -> PackedWeights {
    let shape = parameter.shape
    if let known = packed[parameter.name], known.shape == shape { return known }
    let packing = try PackedWeights(weights.values(of: parameter), shape: shape, type: type)
    packed[parameter.name] = packing
    parameterBytes[parameter.name] = shape.rows * shape.columns * type.bytes
    return packing
  }
}

extension StridedMatrix {
  /// Writes the elements of a matrix of f32 as bf16, dense.
  fileprivate func round(to memory: UnsafeMutableRawPointer) {
    let width = shape.columns
    let rounded = memory.bindMemory(to: UInt16.self, capacity: shape.rows * width)
    RowTeam.run(rows: shape.rows, elements: shape.rows * width) { row in
      cc_bf16_round(self.row(row), rounded + row * width, width)
    }
  }

  /// What follows a product whose matrix isn't packed, in place.
  fileprivate func update(
    adding bias: StridedMatrix?, _ activation: Activation?, adding residual: StridedMatrix?
  ) {
    guard bias != nil || activation != nil || residual != nil else { return }
    let width = shape.columns
    RowTeam.run(rows: shape.rows, elements: shape.rows * width) { row in
      changeFloats(of: row) { y in
        if let bias = bias?.start { for column in 0..<width { y[column] += bias[column] } }
        if let activation {
          for column in 0..<width { y[column] = Float(activation.value(Double(y[column]))) }
        }
        residual?.withFloats(of: row) { residual in
          for column in 0..<width { y[column] += residual[column] }
        }
      }
    }
  }
}
