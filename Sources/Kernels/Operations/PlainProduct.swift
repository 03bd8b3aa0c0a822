import COneDNN
import Operations

/// `C = A B` of matrices that lie in memory row by row, for fixed sizes.
final class PlainProduct {
  /// What a product is made for.
  struct Sizes: Hashable {
    /// Which factors lie in memory as their transposes.
    struct Transposed: OptionSet, Hashable {
      let rawValue: Int
      static let first = Transposed(rawValue: 1)
      static let second = Transposed(rawValue: 2)
    }

    let rows: Int
    let inner: Int
    let columns: Int
    /// Elements from one row in memory to the next, of A, B and C.
    let strides: [Int]
    var transposed: Transposed = []
    /// Of A and B.
    let type: ElementType
    /// Of C; `nil`: the same.
    var result: ElementType?

    var multiplyAdds: Int { rows * inner * columns }
  }

  let sizes: Sizes
  private let handle: OpaquePointer
  var scratchBytes: Int { cc_dnn_plain_scratch_bytes(handle) }

  init(_ sizes: Sizes) throws {
    var plain = cc_dnn_plain_sizes(
      rows: Int64(sizes.rows), inner: Int64(sizes.inner), columns: Int64(sizes.columns),
      a_stride: Int64(sizes.strides[0]), b_stride: Int64(sizes.strides[1]),
      c_stride: Int64(sizes.strides[2]),
      a_is_transposed: sizes.transposed.contains(.first) ? 1 : 0,
      b_is_transposed: sizes.transposed.contains(.second) ? 1 : 0)
    guard
      let handle = cc_dnn_plain_create(
        &plain, sizes.type.inOneDNN, (sizes.result ?? sizes.type).inOneDNN)
    else { throw EngineError.lastOfOneDNN }
    self.sizes = sizes
    self.handle = handle
  }

  deinit { cc_dnn_plain_destroy(handle) }

  /// Returns the multiply-adds performed.
  func run(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, into c: UnsafeMutableRawPointer,
    scratch: UnsafeMutableRawPointer
  ) throws -> Int {
    guard cc_dnn_plain_run(handle, a, b, c, scratch) == 0 else { throw EngineError.lastOfOneDNN }
    return sizes.multiplyAdds
  }
}

extension CPUEngine {
  /// The product of these sizes, made once.
  func plainProduct(_ sizes: PlainProduct.Sizes) throws -> PlainProduct {
    try reusable(sizes) { try PlainProduct(sizes) }
  }

  /// `A B` into a matrix that is there, sums in f32; factors of another type than the engine's are
  /// rounded to it.
  func multiply(
    _ a: StridedMatrix, _ b: StridedMatrix, transposed: PlainProduct.Sizes.Transposed,
    into c: StridedMatrix
  ) throws {
    let (rows, columns) = (c.shape.rows, c.shape.columns)
    let inner = transposed.contains(.first) ? a.shape.rows : a.shape.columns
    guard rows > 0, columns > 0 else { return }
    guard inner > 0 else { return c.clear() }
    let (a, b) = try (converted(a, to: type), converted(b, to: type))
    let product = try plainProduct(
      PlainProduct.Sizes(
        rows: rows, inner: inner, columns: columns, strides: [a, b, c].map(\.memoryStride),
        transposed: transposed, type: type, result: c.type))
    let scratch = UnsafeMutableRawPointer(try scratch(bytes: product.scratchBytes))
    _ = try product.run(a.address, b.address, into: c.address, scratch: scratch)
  }
}

extension StridedMatrix {
  /// The stride as a library takes it, which is at least a row's length.
  var memoryStride: Int { max(stride, shape.columns) }
}

extension MatrixProduct: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let result = try engine.result(results[0], of: engine.type(for: storedAs))
    var transposed: PlainProduct.Sizes.Transposed = []
    if transposingFirst { transposed.insert(.first) }
    if transposingSecond { transposed.insert(.second) }
    try engine.multiply(
      engine.matrix(inputs[0]), engine.matrix(inputs[1]), transposed: transposed, into: result)
    return [result]
  }
}
