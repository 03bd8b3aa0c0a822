import Operations

extension CPUEngine {
  /// Memory whose content no later operation needs; it grows to the most that was asked for.
  struct Scratch {
    private var buffer: Buffer?
    /// The most that was asked for.
    private(set) var bytes = 0

    /// At least so many elements of f32, aligned to a page.
    mutating func buffer(count: Int, from pool: BufferPool) throws -> Buffer {
      bytes = max(bytes, count * ElementType.f32.bytes)
      if let buffer, buffer.count >= count { return buffer }
      buffer = nil
      let larger = try Buffer(count: max(count, 1), from: pool)
      buffer = larger
      return larger
    }
  }

  /// What the engine holds and held.
  public var memory: EngineMemory {
    let weightBytes = parameterBytes.values.reduce(0, +)
    let held =
      packed.values.reduce(0) { $0 + $1.bytes } + plain.values.reduce(0) { $0 + $1.buffer.bytes }
    return EngineMemory(
      tensorBytesPeak: liveTensors.peak, weightBytes: weightBytes,
      packingBytes: held - weightBytes,
      cacheBytes: cache.values.reduce(0) { $0 + $1.bytes },
      inputBytes: inputRows?.buffer.bytes ?? 0,
      scratchBytes: operationScratch.bytes + mixtureScratch.bytes)
  }

  /// Begins to look for the largest total of tensors anew.
  public func resetMemoryPeak() { liveTensors.resetPeak() }

  /// Gives the memory back that is kept for the next operations; packed weights and rows kept for
  /// later passes stay.
  public func releaseScratch() {
    products = [:]
    norms = [:]
    reusables = [:]
    operationScratch = Scratch()
    mixtureScratch = Scratch()
    pool.releaseFree()
  }

  /// Forgets all rows that earlier passes have kept.
  public func releaseCache() { cache = [:] }

  /// A matrix for a result, of arbitrary content.
  func result(_ shape: Shape, of type: ElementType = .f32) throws -> StridedMatrix {
    let (count, overflow) = shape.rows.multipliedReportingOverflow(by: shape.columns)
    guard !overflow, count <= Int.max / 8 else {
      throw EngineError(
        "a matrix of \(shape.rows) by \(shape.columns) fits into no memory; choose fewer positions")
    }
    return StridedMatrix(
      buffer: try Buffer(count: count, of: type, from: pool, countedBy: liveTensors),
      shape: shape, offset: 0, stride: shape.columns)
  }

  /// A matrix of values that are kept: it isn't counted among the results of operations.
  func matrix(_ values: [Float], _ shape: Shape) throws -> StridedMatrix {
    StridedMatrix(
      buffer: try Buffer(values, from: pool), shape: shape, offset: 0, stride: shape.columns)
  }

  /// The type of a result that a program stores so.
  func type(for role: StorageRole) -> ElementType { role == .activation ? type : .f32 }

  /// Memory for the operation that is being performed.
  func scratch(bytes: Int) throws -> UnsafeMutablePointer<Float> {
    let element = ElementType.f32.bytes
    return try operationScratch.buffer(count: (bytes + element - 1) / element, from: pool).floats
  }
}
