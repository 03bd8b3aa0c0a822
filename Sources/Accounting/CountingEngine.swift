import Operations

/// Runs a forward pass on shapes and keeps a ledger of what it would have done.
///
/// A loop's body is counted once and multiplied, so any length takes microseconds.
public final class CountingEngine: Engine {
  /// A shape that occupies memory while it is referred to; parameters and what is kept in a cache
  /// occupy none here, since they stay.
  public struct Tensor: EngineTensor {
    public let shape: Shape
    fileprivate let storage: Storage?
    fileprivate let parameter: Parameter.Kind?
    /// Whether it may be of a narrow type; parameters outside of products and tokens never are.
    fileprivate let role: StorageRole

    fileprivate init(
      _ shape: Shape, _ storage: Storage? = nil, parameter: Parameter.Kind? = nil,
      _ role: StorageRole = .stream
    ) {
      self.shape = shape
      self.storage = storage
      self.parameter = parameter
      self.role = role
    }

    fileprivate var operand: Operand { Operand(shape, parameter: parameter) }
  }

  /// Elements that live as long as a tensor or a view of it does.
  fileprivate final class Storage {
    private let role: StorageRole
    private let elements: UInt128
    private let memory: LiveMemory

    init(_ shape: Shape, _ role: StorageRole, in memory: LiveMemory) {
      elements = shape.count
      self.role = role
      self.memory = memory
      memory.grow(by: elements, role)
    }

    deinit { memory.shrink(by: elements, role) }
  }

  /// How many elements are alive, and how many were at most.
  fileprivate final class LiveMemory {
    private var elements: UInt128 = 0
    private var mixedBytes: UInt128 = 0
    private(set) var peakElements: UInt128 = 0
    private(set) var peakMixedBytes: UInt128 = 0

    func grow(by amount: UInt128, _ role: StorageRole) {
      elements += amount
      mixedBytes += amount * role.mixedBytes
      peakElements = max(peakElements, elements)
      peakMixedBytes = max(peakMixedBytes, mixedBytes)
    }

    func shrink(by amount: UInt128, _ role: StorageRole) {
      elements -= amount
      mixedBytes -= amount * role.mixedBytes
    }
  }

  private var ledger = Ledger()
  private var memory = LiveMemory()
  /// How wide the rows are stored that are kept under a name.
  private var keptRoles: [String: StorageRole] = [:]
  /// How often the innermost loop body that is being read will be performed.
  private var multiplicity: UInt128 = 1
  /// Into how many chunks the rows are cut that are being read together.
  private var chunks = 1

  /// Whether programs keep keys, values and memory for later passes.
  public let keepsCache: Bool
  /// What the device performs at once; `nil` for one that has a kernel for everything.
  private let device: (any DeviceKernels)?

  private init(keepsCache: Bool, device: (any DeviceKernels)?) {
    self.keepsCache = keepsCache
    self.device = device
  }

  /// The ledger of everything that `program` does on the engine it is given.
  ///
  /// - Parameter device: What it has no kernel for is counted as what it does instead.
  public static func ledger(
    keepsCache: Bool = false, device: (any DeviceKernels)? = nil,
    of program: (CountingEngine) throws -> Void
  ) rethrows -> Ledger {
    let engine = CountingEngine(keepsCache: keepsCache, device: device)
    try program(engine)
    engine.ledger.peakElements = engine.memory.peakElements
    engine.ledger.peakMixedBytes = engine.memory.peakMixedBytes
    return engine.ledger
  }

  /// Notes that a pass over these positions is done.
  func finish(_ positions: Range<Int>) { ledger.positions += UInt128(positions.count) }

  public func perform(_ operation: some Operation, on inputs: [Tensor]) throws -> [Tensor] {
    let shapes = try operation.shapes(of: inputs.map(\.shape))
    let operands = inputs.map(\.operand)
    if let device, !device.hasKernel(for: operation, on: operands) {
      guard let results = try operation.lowered(inputs, on: self) else {
        throw EngineError.cannotPerform(operation, device.name)
      }
      return results
    }
    return perform(operation, on: inputs, operands, shapes)
  }

  private func perform(
    _ operation: some Operation, on inputs: [Tensor], _ operands: [Operand], _ shapes: [Shape]
  ) -> [Tensor] {
    ledger.record(operation, on: operands, results: shapes, inChunks: chunks, times: multiplicity)
    let role = operation.role(of: inputs.map(\.role))
    let results = shapes.map { tensor($0, role) }
    // They are there beside the results, and go when these are finished.
    let transient = operation.transientElements(on: operands)
    memory.grow(by: transient, .activation)
    memory.shrink(by: transient, .activation)
    return results
  }

  private func tensor(_ shape: Shape, _ role: StorageRole = .stream) -> Tensor {
    Tensor(shape, Storage(shape, role, in: memory), role)
  }

  public func input(at positions: Range<Int>, width: Int) -> Tensor {
    tensor(Shape(rows: positions.count, columns: width))
  }

  /// Tokens are there before the program is, and take no memory of its own.
  public func tokens(at positions: Range<Int>, vocabulary: Int) -> Tensor {
    Tensor(Shape(rows: positions.count, columns: 1))
  }

  public func parameter(_ parameter: Parameter) -> Tensor {
    Tensor(parameter.shape, parameter: parameter.kind)
  }

  public func extended(_ name: String, after prefix: Int, by rows: Tensor) -> Tensor {
    if prefix == 0 || keptRoles[name] == nil { keptRoles[name] = rows.role }
    return kept(name, rows: prefix + rows.shape.rows, width: rows.shape.columns)
  }

  public func kept(_ name: String, rows: Int, width: Int) -> Tensor {
    Tensor(Shape(rows: rows, columns: width), nil, rows > 0 ? keptRoles[name] ?? .stream : .stream)
  }

  public func rows(_ range: Range<Int>, of tensor: Tensor) throws -> Tensor {
    try tensor.shape.checkRows(range)
    return Tensor(
      Shape(rows: range.count, columns: tensor.shape.columns), tensor.storage,
      parameter: tensor.parameter, tensor.role)
  }

  public func columns(_ range: Range<Int>, of tensor: Tensor) throws -> Tensor {
    try tensor.shape.checkColumns(range)
    return Tensor(
      Shape(rows: tensor.shape.rows, columns: range.count), tensor.storage,
      parameter: tensor.parameter, tensor.role)
  }

  public func repeating(
    _ count: Int, from state: [Tensor], _ body: (Int, [Tensor]) throws -> [Tensor]
  ) rethrows -> [Tensor] {
    guard count > 0 else { return state }
    let outer = multiplicity
    defer { multiplicity = outer }
    multiplicity = outer * UInt128(count)
    // What a loop carries is what operations have made, also where it begins with a parameter.
    let next = try body(
      0, state.map { Tensor($0.shape, $0.storage, $0.role) })
    guard count > 1 else { return next }
    // Nothing is counted in a second reading, but it starts from the state that a loop really
    // carries, which may keep more memory alive than the one it began with.
    multiplicity = 0
    return try body(1, next)
  }

  public func joining(
    _ chunks: Segmentation, _ body: (Range<Int>) throws -> [Tensor]
  ) rethrows -> [Tensor] {
    let (times, within, counted) = (multiplicity, self.chunks, memory)
    defer { (multiplicity, self.chunks, memory) = (times, within, counted) }
    // What is done is done to all rows; what this reading holds is never there at once.
    if times > 0 {
      (self.chunks, memory) = (within * chunks.count, LiveMemory())
      let whole = try body(0..<chunks.positions)
      self.chunks = within
      for part in whole {
        ledger.record(
          Concatenation(), on: [part.operand], results: [part.shape], inChunks: within,
          times: times)
      }
    }
    // Nothing is counted when it is read again for its memory: the first chunk, and the second
    // beside the results, which is as large as any that follows.
    (multiplicity, memory) = (0, counted)
    let results = try body(0..<chunks.length).map {
      tensor(Shape(rows: chunks.positions, columns: $0.shape.columns), $0.role)
    }
    _ = try body(chunks.length..<min(2 * chunks.length, chunks.positions))
    return results
  }
}

extension StorageRole {
  /// Bytes of an element where activations are narrow and the residual stream isn't.
  fileprivate var mixedBytes: UInt128 { self == .activation ? 2 : 4 }
}
