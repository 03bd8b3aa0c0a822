import CMachine
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
      scratchBytes: operationScratch.bytes + mixtureScratch.bytes + liveTemporaries.peak)
  }

  /// Goes through a program without computing, so that what it needs is there when it is run: memory
  /// that the system has given, parameters, kernels.
  ///
  /// Results and scratch memory are asked for as they will be and written to by the team's threads; what
  /// is in them is arbitrary, so that ``ExpertChoice`` chooses evenly. Nothing counts as performed.
  ///
  /// - Throws: What the program throws.
  public func rehearse(_ program: () throws -> Void) rethrows {
    let (observer, multiplyAdds) = (observer, storedMultiplyAdds)
    self.observer = nil
    _ = cc_team_rehearse(1)
    defer {
      _ = cc_team_rehearse(0)
      (self.observer, storedMultiplyAdds) = (observer, multiplyAdds)
      // Some were to be computed.
      reusables = [:]
    }
    try program()
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
    liveTemporaries.resetPeak()
    pool.releaseFree()
  }

  /// Forgets all parameters but these, and asks for them anew when they are needed.
  public func releaseParameters(except kept: some Sequence<Parameter>) {
    let names = Set(kept.map(\.name))
    packed = packed.filter { names.contains($0.key) }
    plain = plain.filter { names.contains($0.key) }
    parameterBytes = parameterBytes.filter { names.contains($0.key) }
  }

  /// Forgets all rows that earlier passes have kept.
  public func releaseCache() { cache = [:] }

  /// A matrix for a result, of arbitrary content.
  func result(_ shape: Shape, of type: ElementType = .f32) throws -> StridedMatrix {
    try matrix(shape, of: type, countedBy: liveTensors)
  }

  /// A matrix of arbitrary content that a kernel needs while it runs: it counts as scratch memory,
  /// not among the results of operations, whose bytes are predicted.
  func temporary(_ shape: Shape, of type: ElementType = .f32) throws -> StridedMatrix {
    try matrix(shape, of: type, countedBy: liveTemporaries)
  }

  private func matrix(
    _ shape: Shape, of type: ElementType, countedBy account: LiveBytes
  ) throws -> StridedMatrix {
    let (count, overflow) = shape.rows.multipliedReportingOverflow(by: shape.columns)
    guard !overflow, count <= Int.max / 8 else {
      throw EngineError(
        "a matrix of \(shape.rows) by \(shape.columns) fits into no memory; choose fewer positions")
    }
    return StridedMatrix(
      buffer: try Buffer(count: count, of: type, from: pool, countedBy: account),
      shape: shape, offset: 0, stride: shape.columns)
  }

  /// A matrix of values that are kept: it isn't counted among the results of operations.
  func matrix(_ values: [Float], _ shape: Shape) throws -> StridedMatrix {
    guard UInt128(values.count) == shape.count else {
      throw EngineError.values(values.count, shape)
    }
    return StridedMatrix(
      buffer: try Buffer(values, from: pool), shape: shape, offset: 0, stride: shape.columns)
  }

  /// The matrix itself if it is of this type, otherwise its elements in a temporary one.
  func converted(_ x: StridedMatrix, to type: ElementType) throws -> StridedMatrix {
    guard x.type != type else { return x }
    let result = try temporary(x.shape, of: type)
    x.write(into: result)
    return result
  }

  /// The same rows without gaps between them, in a temporary matrix where there are gaps.
  func dense(_ x: StridedMatrix) throws -> StridedMatrix {
    guard !x.isDense else { return x }
    let result = try temporary(x.shape, of: x.type)
    result.copy(x.shape.rows, rowsOf: x, from: 0, to: 0)
    return result
  }

  /// The type of a result that a program stores so.
  func type(for role: StorageRole) -> ElementType { role == .activation ? type : .f32 }

  /// Memory for the operation that is being performed.
  func scratch(bytes: Int) throws -> UnsafeMutablePointer<Float> {
    let element = ElementType.f32.bytes
    return try operationScratch.buffer(count: (bytes + element - 1) / element, from: pool).floats
  }
}
