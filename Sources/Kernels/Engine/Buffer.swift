/// Elements of one type from a pool; they go back when nothing refers to them any more.
final class Buffer {
  let memory: UnsafeMutableRawPointer
  let type: ElementType
  let count: Int
  private let pool: BufferPool
  private let account: LiveBytes?

  /// `count` elements of arbitrary content, aligned to a page, counted while they live if there is
  /// an account.
  init(
    count: Int, of type: ElementType = .f32, from pool: BufferPool,
    countedBy account: LiveBytes? = nil
  ) throws {
    memory = try pool.take(count * type.bytes)
    switch type {
    case .f32: memory.bindMemory(to: Float.self, capacity: count)
    case .bf16: memory.bindMemory(to: UInt16.self, capacity: count)
    }
    self.type = type
    self.count = count
    self.pool = pool
    self.account = account
    account?.grow(by: bytes)
  }

  convenience init(_ values: [Float], from pool: BufferPool) throws {
    try self.init(count: values.count, from: pool)
    values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      floats.update(from: base, count: source.count)
    }
  }

  deinit {
    account?.shrink(by: bytes)
    pool.giveBack(memory, bytes: bytes)
  }

  /// The elements of a buffer of f32.
  var floats: UnsafeMutablePointer<Float> {
    precondition(type == .f32)
    return memory.assumingMemoryBound(to: Float.self)
  }

  /// The elements of a buffer of bf16: the upper halves of an f32's bits.
  var halves: UnsafeMutablePointer<UInt16> {
    precondition(type == .bf16)
    return memory.assumingMemoryBound(to: UInt16.self)
  }

  /// What was asked for, without rounding to pages.
  var bytes: Int { count * type.bytes }
}
