import Operations

/// Rows that are kept under a name, with capacity for more.
///
/// The capacity doubles, so that rows that come one by one are copied once more on average.
struct RowCache {
  let width: Int
  private(set) var rows = 0
  private var buffer: Buffer
  private let pool: BufferPool

  init(width: Int, type: ElementType, capacity: Int, from pool: BufferPool) throws {
    self.width = width
    self.pool = pool
    buffer = try Buffer(count: capacity * width, of: type, from: pool)
  }

  var type: ElementType { buffer.type }
  var bytes: Int { rows * width * buffer.type.bytes }

  /// The first rows, in place.
  func view(rows: Int) -> StridedMatrix {
    StridedMatrix(
      buffer: buffer, shape: Shape(rows: rows, columns: width), offset: 0, stride: width)
  }

  /// Keeps the first `prefix` rows and `added` after them.
  mutating func extend(after prefix: Int, by added: StridedMatrix) throws {
    let needed = prefix + added.shape.rows
    let capacity = width == 0 ? needed : buffer.count / width
    // What a view still shows mustn't be overwritten; rows that nothing shows yet may be.
    let overwritesView = prefix < rows && !isKnownUniquelyReferenced(&buffer)
    if needed > capacity || overwritesView {
      let larger = try Buffer(
        count: (needed > capacity ? max(needed, 2 * capacity) : capacity) * width,
        of: buffer.type, from: pool)
      larger.memory.copyMemory(
        from: buffer.memory, byteCount: prefix * width * buffer.type.bytes)
      buffer = larger
    }
    rows = needed
    view(rows: needed).copy(added.shape.rows, rowsOf: added, from: 0, to: prefix)
  }
}
