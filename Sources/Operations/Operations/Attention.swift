#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `softmax(Q Kᵀ / √headWidth) V` for each head, heads side by side in the columns.
///
/// Inputs: queries `[queries, heads · headWidth]`, keys and values
/// `[keys, keyValueHeads · headWidth]`; the result has the queries' shape. Vaswani et al. 2017,
/// equation 1.
public struct Attention: Operation {
  public static let name = "attention"
  public let pattern: AttentionPattern
  /// How often it is performed, with one key more each time; 1 but in an account of decoding.
  public let steps: Int

  public init(_ pattern: AttentionPattern, steps: Int = 1) {
    self.pattern = pattern
    self.steps = steps
  }

  public var term: Term? { .scores }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(3, of: inputs)
    let (queries, keys, values) = (inputs[0], inputs[1], inputs[2])
    try require(steps == 1, "several steps are part of an account of decoding only")
    try require(
      pattern.keyValueHeads > 0 && pattern.heads > 0 && pattern.heads % pattern.keyValueHeads == 0,
      "\(pattern.heads) heads can't share \(pattern.keyValueHeads)")
    try require(pattern.headWidth > 0, "heads of \(pattern.headWidth) columns hold nothing")
    try requireWindow(of: pattern)
    try require(
      queries.columns == pattern.heads * pattern.headWidth,
      "queries of \(queries) aren't \(pattern.heads) heads of \(pattern.headWidth)")
    try require(
      keys.columns == pattern.keyValueHeads * pattern.headWidth,
      "keys of \(keys) aren't \(pattern.keyValueHeads) heads of \(pattern.headWidth)")
    try require(keys == values, "keys of \(keys) and values of \(values) aren't as many")
    return [queries]
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { .activation }

  public func pairs(on inputs: [Operand]) -> AttendedPairs? { attended(inputs) }

  private func attended(_ inputs: [Operand]) -> AttendedPairs {
    AttendedPairs(
      queries: inputs[0].shape.rows, keys: inputs[1].shape.rows, pattern: pattern, steps: steps)
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let (heads, width) = (pattern.heads, pattern.headWidth)
    return [
      Charge(.scores, .attentionMultiplyAdd, heads, width, forEachPairOf: .scores),
      Charge(.scores, .scoreScale, heads, forEachPairOf: .scores),
      Charge(.softmax, .softmax, heads, forEachPairOf: .scores),
      Charge(.softmax, .scoreDropout, heads, forEachPairOf: .scores),
      Charge(.weightedSum, .attentionMultiplyAdd, heads, width, forEachPairOf: .weightedSum),
    ]
  }

  /// Queries, keys and values once, the result once, and stored scores twice each way.
  ///
  /// Where attention is fused, scores never leave the processor. Keys and values of this pass are
  /// activations; those before it come from the cache.
  public func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer] {
    let pairs = attended(inputs)
    let queries = pairs.queries
    // The keys that some query sees: with a window, not those long before the first query.
    func seen(_ keys: Int) -> Int {
      guard pattern.mask == .causal, let window = pattern.window else { return keys }
      return min(keys, queries - 1 + window)
    }
    let keyRow = elements(pattern.keyValueHeads, pattern.headWidth)
    let fresh = pairs.sum { elements(min(seen($0.keys), queries)) }
    let all = pairs.sum { elements(seen($0.keys)) }
    let own = inputs[0].shape.count * UInt128(steps)
    // Stored scores are written by their product, turned into weights in place, read by the sum.
    let scores = 2 * pairs.sum(\.storedScores)
    return [
      Transfer(.activation, own + 2 * fresh * keyRow + scores, .perSequence),
      Transfer(.kept, 2 * (all - fresh) * keyRow, .perSequence),
      Transfer(.activation, own + scores, .perSequence, isWritten: true),
    ]
  }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements {
    SavedElements(
      tensors: inputs.reduce(0) { $0 + $1.shape.count },
      softmax: elements(inputs[0].shape.rows, inputs[1].shape.rows, pattern.heads))
  }

  public func transientElements(on inputs: [Operand]) -> UInt128 { attended(inputs).storedScores }

  public func sequentialDepth(on inputs: [Operand]) -> UInt128 { UInt128(steps) }

  public func decoding(_ tokens: Int) -> (any Operation)? { Attention(pattern, steps: tokens) }

  /// One head after the other.
  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let (queries, keys, values) = (inputs[0], inputs[1], inputs[2])
    let headWidth = pattern.headWidth
    let scale = 1 / Double(headWidth).squareRoot()
    let served = pattern.heads / pattern.keyValueHeads
    var weights: [(keys: Range<Int>, values: [Double])] = []
    for head in 0..<pattern.heads {
      for query in 0..<queries.rows {
        let seen = pattern.keys(seenBy: query, of: queries.rows, keys: keys.rows)
        let scores = seen.map { key in
          (0..<headWidth).reduce(0) {
            $0 + queries[query, head * headWidth + $1] * keys[key, head / served * headWidth + $1]
          } * scale
        }
        weights.append((seen, Softmax.weights(scores)))
      }
    }
    return [
      Matrix(queries.shape) { query, column in
        let head = column / headWidth
        let (seen, row) = weights[head * queries.rows + query]
        let valueColumn = head / served * headWidth + column % headWidth
        return zip(seen, row).reduce(0) { $0 + $1.1 * values[$1.0, valueColumn] }
      }
    ]
  }

  /// All scores of a head, their softmax, and its product with the values.
  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? {
    let served = pattern.heads / pattern.keyValueHeads
    func columns(_ head: Int) -> Range<Int> {
      head * pattern.headWidth..<(head + 1) * pattern.headWidth
    }
    let heads = try (0..<pattern.heads).map { head in
      let queries = try engine.columns(columns(head), of: inputs[0])
      let keys = try engine.columns(columns(head / served), of: inputs[1])
      let scores = try engine.result(
        MatrixProduct(.scores, .attentionMultiplyAdd, transposingSecond: true), queries, keys)
      let weights = try engine.result(
        Softmax(
          .softmax, scale: 1 / Double(pattern.headWidth).squareRoot(), pattern: pattern), scores)
      return try engine.result(
        MatrixProduct(.weightedSum, .attentionMultiplyAdd, storedAs: .activation), weights,
        engine.columns(columns(head / served), of: inputs[2]))
    }
    return [try engine.concatenate(heads, along: .columns)]
  }
}

extension Engine {
  /// `softmax(Q Kᵀ / √headWidth) V` for each head, heads side by side in the columns.
  public func attention(
    queries: Tensor, keys: Tensor, values: Tensor, _ pattern: AttentionPattern
  ) throws -> Tensor {
    try result(Attention(pattern), queries, keys, values)
  }
}
