/// `Float`s from a pool; they go back when nothing refers to them any more.
final class Buffer {
  let values: UnsafeMutablePointer<Float>
  let count: Int
  private let pool: BufferPool

  /// `count` values of arbitrary content, aligned to a page.
  init(count: Int, from pool: BufferPool) throws {
    let memory = try pool.take(count * MemoryLayout<Float>.stride)
    values = memory.bindMemory(to: Float.self, capacity: count)
    self.count = count
    self.pool = pool
  }

  convenience init(_ values: [Float], from pool: BufferPool) throws {
    try self.init(count: values.count, from: pool)
    values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      self.values.update(from: base, count: source.count)
    }
  }

  deinit { pool.giveBack(values, bytes: count * MemoryLayout<Float>.stride) }
}
