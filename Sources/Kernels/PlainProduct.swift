import COneDNN

/// `C = A B` of matrices that lie in memory row by row, for fixed sizes.
final class PlainProduct {
  /// What a product is made for.
  struct Sizes: Hashable {
    let rows: Int
    let inner: Int
    let columns: Int
    /// Elements from one row in memory to the next, of A, B and C.
    let strides: [Int]
    /// Whether B lies there as `[columns, inner]`.
    let isTransposed: Bool
    let type: ElementType

    var multiplyAdds: Int { rows * inner * columns }
  }

  let sizes: Sizes
  private let handle: OpaquePointer
  var scratchBytes: Int { cc_dnn_plain_scratch_bytes(handle) }

  init(_ sizes: Sizes) throws {
    var plain = cc_dnn_plain_sizes(
      rows: Int64(sizes.rows), inner: Int64(sizes.inner), columns: Int64(sizes.columns),
      a_stride: Int64(sizes.strides[0]), b_stride: Int64(sizes.strides[1]),
      c_stride: Int64(sizes.strides[2]), b_is_transposed: sizes.isTransposed ? 1 : 0)
    guard let handle = cc_dnn_plain_create(&plain, sizes.type.inOneDNN) else {
      throw EngineError.lastOfOneDNN
    }
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
