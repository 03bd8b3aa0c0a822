/// What flows between operations: always a matrix.
public protocol EngineTensor {
  var shape: Shape { get }
}

/// Where a forward pass happens: it holds parameters and input, and performs operations.
///
/// Every architecture is written once against this protocol. A `CountingEngine` runs it on shapes
/// and keeps a ledger, a `CPUEngine` runs it at the machine's speed, a ``ReferenceEngine`` in
/// `Double` to check the other, and a ``Tape`` over any of them remembers what was performed to make
/// gradients of it. A row of a tensor is a position.
public protocol Engine: AnyObject {
  associatedtype Tensor: EngineTensor

  /// The results of an operation.
  ///
  /// - Throws: ``EngineError`` when the inputs' shapes don't fit, and when the engine has neither a
  ///   kernel for the operation nor a way to lower it.
  func perform(_ operation: some Operation, on inputs: [Tensor]) throws -> [Tensor]

  /// A learned matrix; an engine keeps it once in each form that its kernels ask for, of a name the
  /// shape that was asked for last.
  func parameter(_ parameter: Parameter) throws -> Tensor

  /// Rows that come from outside the program, already embedded: `[positions, width]`.
  func input(at positions: Range<Int>, width: Int) throws -> Tensor

  /// The tokens at the given positions, each below `vocabulary`: `[positions, 1]`.
  func tokens(at positions: Range<Int>, vocabulary: Int) throws -> Tensor

  /// Whether keys, values and memory are kept for passes over later positions.
  var keepsCache: Bool { get }

  /// The first `prefix` rows that were kept under a name, and `rows` after them, kept from now on.
  func extended(_ name: String, after prefix: Int, by rows: Tensor) throws -> Tensor

  /// The rows that were kept under a name: `[rows, width]`.
  func kept(_ name: String, rows: Int, width: Int) throws -> Tensor

  /// The given rows of a tensor, in place.
  func rows(_ range: Range<Int>, of tensor: Tensor) throws -> Tensor

  /// The given columns of a tensor, in place.
  func columns(_ range: Range<Int>, of tensor: Tensor) throws -> Tensor

  /// `state = body(i, state)` for `i` in `0..<count`, with any number of tensors carried.
  ///
  /// An engine that counts doesn't loop but reads the body and multiplies, so the body must perform
  /// the same operations on the same shapes for every `i`.
  func repeating(
    _ count: Int, from state: [Tensor], _ body: (Int, [Tensor]) throws -> [Tensor]
  ) throws -> [Tensor]

  /// Each tensor that `body` makes of a chunk, those of all chunks one below the other.
  ///
  /// An engine that counts doesn't loop but reads the body for all rows together, so the body must
  /// do the same to each row, whatever rows are beside it. There are at least two chunks.
  func joining(
    _ chunks: Segmentation, _ body: (Range<Int>) throws -> [Tensor]
  ) throws -> [Tensor]
}

extension Engine {
  /// The one result of an operation that has one.
  public func result(_ operation: some Operation, _ inputs: Tensor...) throws -> Tensor {
    try perform(operation, on: inputs)[0]
  }

  /// `state = body(i, state)` for `i` in `0..<count`, with one tensor carried.
  public func repeating(
    _ count: Int, from state: Tensor, _ body: (Int, Tensor) throws -> Tensor
  ) throws -> Tensor {
    try repeating(count, from: [state]) { index, state in [try body(index, state[0])] }[0]
  }

  /// The segment loop: `state = body(positions, state)` for each segment in order.
  public func overSegments(
    _ segments: Segmentation, carrying state: Tensor,
    _ body: (Range<Int>, Tensor) throws -> Tensor
  ) throws -> Tensor {
    var state = state
    if let short = segments.shortSegment, short.lowerBound == 0 {
      state = try body(short, state)
    }
    state = try repeating(segments.fullCount, from: state) { index, state in
      try body(segments.fullSegment(index), state)
    }
    if let short = segments.shortSegment, short.lowerBound > 0 {
      state = try body(short, state)
    }
    return state
  }

  /// What `body` makes of `0..<count`, a chunk of at most `limit` rows at a time.
  ///
  /// Rows that go through at once aren't copied: the result is what the body makes of them.
  public func overRows(
    _ count: Int, atOnce limit: Int?, _ body: (Range<Int>) throws -> [Tensor]
  ) throws -> [Tensor] {
    guard let limit, count > limit else { return try body(0..<count) }
    return try joining(Segmentation(positions: count, length: limit, alignment: .left), body)
  }

  /// The one tensor that `body` makes of `0..<count`, a chunk of at most `limit` rows at a time.
  public func overRows(
    _ count: Int, atOnce limit: Int?, _ body: (Range<Int>) throws -> Tensor
  ) throws -> Tensor {
    try overRows(count, atOnce: limit) { rows in [try body(rows)] }[0]
  }
}
