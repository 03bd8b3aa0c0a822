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
    case .bf16: memory.bindMemory(to: BrainFloat.self, capacity: count)
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
  var floats: UnsafeMutablePointer<Float> { elements() }

  /// The elements of a buffer whose type is known.
  func elements<Element: LaneElement>(_: Element.Type = Element.self) -> UnsafeMutablePointer<
    Element
  > {
    precondition(type == Element.type)
    return memory.assumingMemoryBound(to: Element.self)
  }

  /// What was asked for, without rounding to pages.
  var bytes: Int { count * type.bytes }
}
