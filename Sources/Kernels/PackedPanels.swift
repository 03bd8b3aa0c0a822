import Architectures
import CProduct

/// A weight matrix in bf16, in the order that our own kernel of products reads it.
final class PackedPanels {
  private let panels: Buffer
  private let shape: Shape

  /// Whether this processor is one that our own kernel is for.
  static var isAvailable: Bool { cc_product_available() != 0 }

  /// Packs `[outputs, inputs]` values once.
  init(_ values: [Float], shape: Shape, from pool: BufferPool) throws {
    self.shape = shape
    let (outputs, inputs) = (Int64(shape.rows), Int64(shape.columns))
    panels = try Buffer(
      count: cc_product_packed_count(outputs, inputs), of: .bf16, from: pool)
    cc_product_pack(values, outputs, inputs, panels.halves)
  }

  var bytes: Int { panels.bytes }

  /// What `run` needs for so many rows.
  func scratchBytes(rows: Int, threads: Int32) -> Int {
    var job = job(rows: rows)
    return cc_product_scratch_bytes(&job, threads)
  }

  /// `activation(x Wᵀ + bias) + residual` into `result`, from dense rows of bf16 at `x`.
  func run(
    _ x: UnsafeRawPointer, bias: UnsafePointer<Float>?, activation: Activation?,
    adding residual: UnsafePointer<Float>?, into result: CPUEngine.Tensor,
    scratch: UnsafeMutableRawPointer
  ) {
    var job = job(rows: result.shape.rows)
    job.x = x.assumingMemoryBound(to: UInt16.self)
    (job.bias, job.residual, job.activation) = (bias, residual, activation.inProduct)
    switch result.type {
    case .f32: job.y = result.start
    case .bf16: job.narrow_y = result.halves
    }
    cc_product_run(&job, scratch)
  }

  private func job(rows: Int) -> cc_product {
    var job = cc_product()
    job.weights = UnsafePointer(panels.halves)
    (job.rows, job.inputs, job.outputs) = (Int64(rows), Int64(shape.columns), Int64(shape.rows))
    return job
  }
}

extension Activation? {
  fileprivate var inProduct: cc_activation {
    switch self {
    case nil: CC_IDENTITY
    case .relu: CC_RELU
    case .gelu: CC_GELU_ERF
    case .geluTanh: CC_GELU_TANH
    case .silu: CC_SILU
    case .tanh: CC_TANH
    }
  }
}
