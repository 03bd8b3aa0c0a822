import CMachine

// Rows of any type as rows of `Float`, for operations that compute in it element by element.
extension StridedMatrix {
  // No elements take memory too, which has an address.
  private var widened: Int { max(shape.columns, 1) }

  /// A row's elements to read.
  func withFloats<Result>(of row: Int, _ body: (UnsafePointer<Float>) -> Result) -> Result {
    switch type {
    case .f32: body(self.row(row))
    case .bf16:
      withUnsafeTemporaryAllocation(of: Float.self, capacity: widened) { wide in
        guard let start = wide.baseAddress else { preconditionFailure("an empty row") }
        cc_bf16_widen(halves + row * stride, start, shape.columns)
        return body(start)
      }
    }
  }

  /// A row's elements to write, all of them; they are rounded to the tensor's type afterwards.
  func setFloats(of row: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    switch type {
    case .f32: body(self.row(row))
    case .bf16:
      withUnsafeTemporaryAllocation(of: Float.self, capacity: widened) { wide in
        guard let start = wide.baseAddress else { preconditionFailure("an empty row") }
        body(start)
        cc_bf16_round(start, halves + row * stride, shape.columns)
      }
    }
  }

  /// Writes all rows into a matrix of the same shape and any type.
  func write(into result: StridedMatrix) {
    result.copy(shape.rows, rowsOf: self, from: 0, to: 0)
  }

  /// A row's elements to change; they are rounded to the matrix's type afterwards.
  func changeFloats(of row: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    switch type {
    case .f32: body(self.row(row))
    case .bf16:
      withFloats(of: row) { from in
        setFloats(of: row) { to in
          to.update(from: from, count: shape.columns)
          body(to)
        }
      }
    }
  }
}
