/// `Float`s from a pool; they go back when nothing refers to them any more.
final class Buffer {
  let values: UnsafeMutablePointer<Float>
  let count: Int
  private let pool: BufferPool
  private let account: LiveBytes?

  /// `count` values of arbitrary content, aligned to a page, counted while they live if there is an
  /// account.
  init(count: Int, from pool: BufferPool, countedBy account: LiveBytes? = nil) throws {
    let memory = try pool.take(count * MemoryLayout<Float>.stride)
    values = memory.bindMemory(to: Float.self, capacity: count)
    self.count = count
    self.pool = pool
    self.account = account
    account?.grow(by: bytes)
  }

  convenience init(_ values: [Float], from pool: BufferPool) throws {
    try self.init(count: values.count, from: pool)
    values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      self.values.update(from: base, count: source.count)
    }
  }

  deinit {
    account?.shrink(by: bytes)
    pool.giveBack(values, bytes: bytes)
  }

  /// What was asked for, without rounding to pages.
  var bytes: Int { count * MemoryLayout<Float>.stride }
}
