/// Where a forward pass happens: it owns the parameters and the input, and performs operations.
///
/// Every architecture is written once against this protocol. A `CountingEngine` runs it on shapes
/// and keeps a ledger, a `CPUEngine` runs it at the machine's speed, a `ReferenceEngine` runs it in
/// `Double` to check the other. A tensor is a matrix `[rows, columns]`; a row is a position.
public protocol Engine: AnyObject {
  /// What flows between operations, always a matrix.
  associatedtype Tensor

  /// Rows that come from outside the program, already embedded: `[positions, width]`.
  func input(at positions: Range<Int>, width: Int) throws -> Tensor

  /// The rows of `table` that the tokens at `positions` select, times `scale`:
  /// `[positions, table.columns]`.
  func embedding(at positions: Range<Int>, in table: Parameter, scale: Float) throws -> Tensor

  /// A parameter as a tensor, such as the memory that the first segment starts from.
  func constant(_ parameter: Parameter) throws -> Tensor

  /// `x` with one row of `table` added to each of its rows.
  func add(_ rows: TableRows, of table: Parameter, to x: Tensor) throws -> Tensor

  /// `activation(x Wᵀ + b) + residual`: `[rows, inputs]` to `[rows, outputs]`.
  func linear(
    _ x: Tensor, _ layer: Linear, activation: Activation?, adding residual: Tensor?
  ) throws -> Tensor

  /// `activation(a) · b` element by element, a and b side by side: `[rows, 2n]` to `[rows, n]`.
  func gated(_ x: Tensor, _ activation: Activation) throws -> Tensor

  /// `x` through the experts that the router chooses for each row, plus `residual`.
  func mixture(
    _ x: Tensor, _ mixture: MixtureOfExperts, adding residual: Tensor
  ) throws -> Tensor

  /// Each row normalised, then scaled and shifted.
  func norm(_ x: Tensor, _ norm: Norm) throws -> Tensor

  /// Each head's columns turned by its row's position, the first row's being `prefix`.
  func rotated(
    _ x: Tensor, headWidth: Int, _ rotary: RotaryEncoding, after prefix: Int
  ) throws -> Tensor

  /// `softmax(Q Kᵀ / √headWidth) V` for each head, heads side by side in the columns.
  ///
  /// `queries` is `[queries, heads · headWidth]`, `keys` and `values`
  /// `[keys, keyValueHeads · headWidth]`; the result has the queries' shape. Vaswani et al. 2017,
  /// equation 1.
  func attention(
    queries: Tensor, keys: Tensor, values: Tensor, _ pattern: AttentionPattern
  ) throws -> Tensor

  /// Whether keys, values and memory are kept for passes over later positions.
  var keepsCache: Bool { get }

  /// The first `prefix` rows that were kept under a name, and `rows` after them, kept from now on.
  func extended(_ name: String, after prefix: Int, by rows: Tensor) throws -> Tensor

  /// The rows that were kept under a name: `[rows, width]`.
  func kept(_ name: String, rows: Int, width: Int) throws -> Tensor

  /// The given rows of a tensor, in place.
  func rows(_ range: Range<Int>, of tensor: Tensor) -> Tensor

  /// The given columns of a tensor, in place.
  func columns(_ range: Range<Int>, of tensor: Tensor) -> Tensor

  /// The pieces one below the other; they have as many columns each.
  func concatenate(_ pieces: [Tensor]) throws -> Tensor

  /// `state = body(i, state)` for `i` in `0..<count`.
  ///
  /// An engine that counts doesn't loop but reads the body and multiplies, so the body must perform
  /// the same operations on the same shapes for every `i`.
  func repeating(
    _ count: Int, from state: Tensor, _ body: (Int, Tensor) throws -> Tensor
  ) throws -> Tensor

  /// Each tensor that `body` makes of a chunk, those of all chunks one below the other.
  ///
  /// An engine that counts doesn't loop but reads the body for all rows together, so the body must
  /// do the same to each row, whatever rows are beside it. There are at least two chunks.
  func joining(
    _ chunks: Segmentation, _ body: (Range<Int>) throws -> [Tensor]
  ) throws -> [Tensor]
}

extension Engine {
  /// `activation(x Wᵀ + b)`, with nothing added to it.
  public func linear(
    _ x: Tensor, _ layer: Linear, activation: Activation? = nil
  ) throws -> Tensor {
    try linear(x, layer, activation: activation, adding: nil)
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
