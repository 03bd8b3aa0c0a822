import Architectures

/// Runs a forward pass on shapes and keeps a ledger of what it would have done.
///
/// A loop's body is counted once and multiplied, so any length takes microseconds.
public final class CountingEngine: Engine {
  /// A shape that occupies memory while it is referred to; parameters and what is kept in a cache
  /// occupy none here, since they stay.
  public struct Tensor {
    let shape: Shape
    let storage: Storage?
    /// Whether it may be of a narrow type; what isn't stored never is.
    var isActivation: Bool { storage?.isActivation ?? false }
  }

  /// Elements that live as long as a tensor or a view of it does.
  final class Storage {
    let isActivation: Bool
    private let elements: UInt128
    private let memory: LiveMemory

    init(_ shape: Shape, isActivation: Bool, in memory: LiveMemory) {
      elements = UInt128(shape.rows) * UInt128(shape.columns)
      self.isActivation = isActivation
      self.memory = memory
      memory.grow(by: elements, mixedBytes: mixedBytes)
    }

    deinit { memory.shrink(by: elements, mixedBytes: mixedBytes) }

    private var mixedBytes: UInt128 { elements * (isActivation ? 2 : 4) }
  }

  /// How many elements are alive, and how many were at most.
  final class LiveMemory {
    private var elements: UInt128 = 0
    private var mixedBytes: UInt128 = 0
    private(set) var peakElements: UInt128 = 0
    private(set) var peakMixedBytes: UInt128 = 0

    func grow(by amount: UInt128, mixedBytes bytes: UInt128) {
      elements += amount
      mixedBytes += bytes
      peakElements = max(peakElements, elements)
      peakMixedBytes = max(peakMixedBytes, mixedBytes)
    }

    func shrink(by amount: UInt128, mixedBytes bytes: UInt128) {
      elements -= amount
      mixedBytes -= bytes
    }
  }

  private var ledger = Ledger()
  private var memory = LiveMemory()
  /// How often the innermost loop body that is being read will be performed.
  private var multiplicity: UInt128 = 1
  /// Into how many chunks the rows are cut that are being read together.
  private var chunks = 1

  /// Whether programs keep keys, values and memory for later passes.
  public let keepsCache: Bool

  private init(keepsCache: Bool) {
    self.keepsCache = keepsCache
  }

  /// The ledger of everything that `program` does on the engine it is given.
  public static func ledger(
    keepsCache: Bool = false, of program: (CountingEngine) throws -> Void
  ) rethrows -> Ledger {
    let engine = CountingEngine(keepsCache: keepsCache)
    try program(engine)
    engine.ledger.peakElements = engine.memory.peakElements
    engine.ledger.peakMixedBytes = engine.memory.peakMixedBytes
    return engine.ledger
  }

  /// Notes that a pass over these positions is done.
  func finish(_ positions: Range<Int>) { ledger.positions += UInt128(positions.count) }

  private func record(_ operation: Operation) {
    ledger.record(operation, inChunks: chunks, times: multiplicity)
  }

  private func tensor(rows: Int, columns: Int, isActivation: Bool = false) -> Tensor {
    let shape = Shape(rows: rows, columns: columns)
    return Tensor(
      shape: shape, storage: Storage(shape, isActivation: isActivation, in: memory))
  }

  public func input(at positions: Range<Int>, width: Int) -> Tensor {
    tensor(rows: positions.count, columns: width)
  }

  public func embedding(at positions: Range<Int>, in table: Parameter, scale: Float) -> Tensor {
    record(
      .embedding(
        rows: positions.count, width: table.shape.columns, vocabulary: table.shape.rows))
    return tensor(rows: positions.count, columns: table.shape.columns)
  }

  public func constant(_ parameter: Parameter) -> Tensor {
    Tensor(shape: parameter.shape, storage: nil)
  }

  public func add(_ rows: TableRows, of table: Parameter, to x: Tensor) -> Tensor {
    record(
      .addition(rows: x.shape.rows, width: x.shape.columns, choices: table.shape.rows))
    return tensor(rows: x.shape.rows, columns: x.shape.columns)
  }

  public func linear(
    _ x: Tensor, _ layer: Linear, activation: Activation?, adding residual: Tensor?
  ) -> Tensor {
    precondition(x.shape.columns == layer.inputs, "\(layer.weight.name): wrong input width")
    record(
      .product(
        Operation.Product(
          rows: x.shape.rows, layer: layer, activation: activation,
          hasResidual: residual != nil)))
    return tensor(
      rows: x.shape.rows, columns: layer.outputs,
      isActivation: layer.yieldsActivations && residual == nil)
  }

  public func gated(_ x: Tensor, _ activation: Activation) -> Tensor {
    let width = x.shape.columns / 2
    record(.gating(rows: x.shape.rows, width: width, activation: activation))
    return tensor(rows: x.shape.rows, columns: width, isActivation: x.isActivation)
  }

  public func mixture(
    _ x: Tensor, _ mixture: MixtureOfExperts, adding residual: Tensor
  ) -> Tensor {
    for operation in mixture.operations(rows: x.shape.rows) { record(operation) }
    return tensor(rows: x.shape.rows, columns: x.shape.columns)
  }

  public func norm(_ x: Tensor, _ norm: Norm) -> Tensor {
    record(
      .norm(term: norm.term, kind: norm.kind, rows: x.shape.rows, width: x.shape.columns))
    return tensor(rows: x.shape.rows, columns: x.shape.columns)
  }

  public func rotated(
    _ x: Tensor, headWidth: Int, _ rotary: RotaryEncoding, after prefix: Int
  ) -> Tensor {
    record(
      .rotation(rows: x.shape.rows, width: x.shape.columns / headWidth * rotary.width))
    return tensor(
      rows: x.shape.rows, columns: x.shape.columns, isActivation: x.isActivation)
  }

  public func attention(
    queries: Tensor, keys: Tensor, values: Tensor, _ pattern: AttentionPattern
  ) -> Tensor {
    let attention = Operation.Attention(
      queries: queries.shape.rows, keys: keys.shape.rows, pattern: pattern)
    record(.attention(attention))
    let result = tensor(
      rows: queries.shape.rows, columns: queries.shape.columns, isActivation: true)
    // They are there beside the result, and go when it is finished.
    let scores = attention.storedScores
    memory.grow(by: scores, mixedBytes: 2 * scores)
    memory.shrink(by: scores, mixedBytes: 2 * scores)
    return result
  }

  public func extended(_ name: String, after prefix: Int, by rows: Tensor) -> Tensor {
    kept(name, rows: prefix + rows.shape.rows, width: rows.shape.columns)
  }

  public func kept(_ name: String, rows: Int, width: Int) -> Tensor {
    Tensor(shape: Shape(rows: rows, columns: width), storage: nil)
  }

  public func rows(_ range: Range<Int>, of tensor: Tensor) -> Tensor {
    Tensor(
      shape: Shape(rows: range.count, columns: tensor.shape.columns), storage: tensor.storage)
  }

  public func columns(_ range: Range<Int>, of tensor: Tensor) -> Tensor {
    Tensor(shape: Shape(rows: tensor.shape.rows, columns: range.count), storage: tensor.storage)
  }

  public func concatenate(_ pieces: [Tensor]) -> Tensor {
    let rows = pieces.reduce(0) { $0 + $1.shape.rows }
    let width = pieces.first?.shape.columns ?? 0
    record(.concatenation(rows: rows, width: width))
    return tensor(rows: rows, columns: width)
  }

  public func repeating(
    _ count: Int, from state: Tensor, _ body: (Int, Tensor) throws -> Tensor
  ) rethrows -> Tensor {
    guard count > 0 else { return state }
    let outer = multiplicity
    defer { multiplicity = outer }
    multiplicity = outer * UInt128(count)
    let next = try body(0, state)
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
    (self.chunks, memory) = (within * chunks.count, LiveMemory())
    let whole = try body(0..<chunks.positions)
    self.chunks = within
    for part in whole {
      record(.concatenation(rows: part.shape.rows, width: part.shape.columns))
    }
    // Nothing is counted when it is read again for its memory: the first chunk, and the second
    // beside the results, which is as large as any that follows.
    (multiplicity, memory) = (0, counted)
    let results = try body(0..<chunks.length).map {
      tensor(
        rows: chunks.positions, columns: $0.shape.columns, isActivation: $0.isActivation)
    }
    _ = try body(chunks.length..<min(2 * chunks.length, chunks.positions))
    return results
  }
}
