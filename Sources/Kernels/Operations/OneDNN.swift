import COneDNN
import Operations

/// A weight matrix in the order that oneDNN's products read it fastest.
final class PackedWeights {
  let handle: OpaquePointer
  let shape: Shape
  var bytes: Int { cc_dnn_weights_bytes(handle) }

  /// Packs `[outputs, inputs]` values once, rounded to the type of the rows that they multiply.
  init(_ values: [Float], shape: Shape, type: ElementType) throws {
    guard
      let handle = cc_dnn_weights_create(
        values, Int64(shape.rows), Int64(shape.columns), type.inOneDNN)
    else { throw EngineError.lastOfOneDNN }
    self.handle = handle
    self.shape = shape
  }

  deinit { cc_dnn_weights_destroy(handle) }
}

/// `activation(x Wᵀ + b) + residual` for one number of rows.
final class PackedProduct {
  let handle: OpaquePointer
  var scratchBytes: Int { cc_dnn_product_scratch_bytes(handle) }

  init(
    _ weights: PackedWeights, rows: Int, hasBias: Bool, activation: Activation?,
    hasResidual: Bool, result: ElementType
  ) throws {
    guard
      let handle = cc_dnn_product_create(
        weights.handle, Int64(rows), hasBias ? 1 : 0, activation.inOneDNN, hasResidual ? 1 : 0,
        result.inOneDNN)
    else { throw EngineError.lastOfOneDNN }
    self.handle = handle
  }

  deinit { cc_dnn_product_destroy(handle) }
}

/// Layer normalisation of one number of rows.
final class RowNorm {
  let handle: OpaquePointer
  var scratchBytes: Int { cc_dnn_norm_scratch_bytes(handle) }

  init(rows: Int, width: Int, epsilon: Float) throws {
    guard let handle = cc_dnn_norm_create(Int64(rows), Int64(width), epsilon) else {
      throw EngineError.lastOfOneDNN
    }
    self.handle = handle
  }

  deinit { cc_dnn_norm_destroy(handle) }
}

extension EngineError {
  static var lastOfOneDNN: EngineError { EngineError(String(cString: cc_dnn_error())) }
}

extension ElementType {
  var inOneDNN: cc_dnn_type {
    switch self {
    case .f32: CC_DNN_F32
    case .bf16: CC_DNN_BF16
    }
  }
}

extension Activation? {
  fileprivate var inOneDNN: cc_dnn_activation {
    switch self {
    case nil: CC_DNN_IDENTITY
    case .relu: CC_DNN_RELU
    case .gelu: CC_DNN_GELU_ERF
    case .geluTanh: CC_DNN_GELU_TANH
    case .silu: CC_DNN_SILU
    case .tanh: CC_DNN_TANH
    }
  }
}
