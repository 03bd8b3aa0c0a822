import Architectures
import Kernels
import Operations
import Statistics
import Testing

/// The fused attention kernels against the formula, on shapes nothing divides.
@Suite(.serialized) struct AttentionTests {
  struct Shape: Sendable {
    let queries: Int
    let keys: Int
    let heads: Int
    let headWidth: Int
  }

  static let shapes = [
    Shape(queries: 1, keys: 1, heads: 1, headWidth: 1),
    Shape(queries: 1, keys: 300, heads: 2, headWidth: 64),
    Shape(queries: 5, keys: 7, heads: 3, headWidth: 24),
    Shape(queries: 40, keys: 9, heads: 2, headWidth: 16),
    Shape(queries: 24, keys: 256, heads: 1, headWidth: 32),
    Shape(queries: 25, keys: 257, heads: 2, headWidth: 80),
    Shape(queries: 97, keys: 97, heads: 2, headWidth: 96),
    Shape(queries: 130, keys: 515, heads: 1, headWidth: 128),
    Shape(queries: 61, keys: 90, heads: 2, headWidth: 67),
  ]

  @Test(arguments: shapes, InstructionSet.available)
  func agreesWithTheFormula(shape: Shape, instructionSet: InstructionSet) throws {
    for mask in AttentionMask.allCases {
      for threads in [1, 2] {
        for spread in [Float(1), 30] {
          let width = shape.heads * shape.headWidth
          var generator = SplitMix64(seed: UInt64(shape.queries * 31 + shape.keys))
          let all = generator.uniform(
            count: (shape.queries + 2 * shape.keys) * width, mean: 0, halfWidth: spread)
          let rows = SequenceInput.Rows(width: width, values: all)
          let cpu = CPUEngine(
            weights: RandomWeights(seed: 0), input: .rows(rows), threads: threads,
            instructionSet: instructionSet)
          let reference = ReferenceEngine(
            weights: RandomWeights(seed: 0), input: .rows(rows))
          let result = try cpu.values(of: try attend(shape, width, mask, on: cpu))
          let expected = try attend(shape, width, mask, on: reference).values
          // Scores of size 30 · 30 · width lose digits in Float before the softmax does.
          let tolerance = spread == 1 ? 3e-6 : 2e-3
          let error = relativeError([result.map(Double.init)], [expected])
          #expect(error < tolerance, "\(shape) \(mask) \(threads) threads, spread \(spread)")
        }
      }
    }
  }

  private func attend<E: Engine>(
    _ shape: Shape, _ width: Int, _ mask: AttentionMask, on engine: E
  ) throws -> E.Tensor {
    let (q, k) = (shape.queries, shape.keys)
    return try engine.attention(
      queries: engine.input(at: 0..<q, width: width),
      keys: engine.input(at: q..<q + k, width: width),
      values: engine.input(at: q + k..<q + 2 * k, width: width),
      AttentionPattern(heads: shape.heads, headWidth: shape.headWidth, mask: mask))
  }

  /// Queries, keys and values side by side in the columns of one matrix, as a layer has them.
  private func attend<E: Engine>(
    queries: Int, keys: Int, _ pattern: AttentionPattern, on engine: E
  ) throws -> E.Tensor {
    let queryWidth = pattern.heads * pattern.headWidth
    let keyWidth = pattern.keyValueHeads * pattern.headWidth
    let rows = try engine.input(at: 0..<max(queries, keys), width: queryWidth + 2 * keyWidth)
    let seen = try engine.rows(0..<keys, of: rows)
    return try engine.attention(
      queries: engine.columns(0..<queryWidth, of: engine.rows(0..<queries, of: rows)),
      keys: engine.columns(queryWidth..<queryWidth + keyWidth, of: seen),
      values: engine.columns(queryWidth + keyWidth..<queryWidth + 2 * keyWidth, of: seen),
      pattern)
  }

  private func engines(
    rows: Int, _ pattern: AttentionPattern, threads: Int, _ instructionSet: InstructionSet
  ) -> (cpu: CPUEngine, reference: ReferenceEngine) {
    let width = (pattern.heads + 2 * pattern.keyValueHeads) * pattern.headWidth
    let input = SequenceInput.rows(SequenceInput.Rows(count: rows, width: width, seed: 11))
    let weights = RandomWeights(seed: 0)
    return (
      CPUEngine(
        weights: weights, input: input, threads: threads, instructionSet: instructionSet),
      ReferenceEngine(weights: weights, input: input)
    )
  }

  @Test(arguments: [1, 63, 64, 65, 256, 257], InstructionSet.available)
  func windowsAgreeWithTheFormula(window: Int, instructionSet: InstructionSet) throws {
    let shapes = [(1, 1), (1, 400), (40, 9), (97, 97), (130, 515), (300, 700), (600, 600)]
    for (queries, keys) in shapes {
      for mask in AttentionMask.allCases {
        let pattern = AttentionPattern(
          heads: 2, keyValueHeads: 1, headWidth: 24, mask: mask, window: window)
        let (cpu, reference) = engines(
          rows: max(queries, keys), pattern, threads: 2, instructionSet)
        let result = try cpu.read(try attend(queries: queries, keys: keys, pattern, on: cpu))
        let expected = try attend(queries: queries, keys: keys, pattern, on: reference).values
        let error = relativeError([result], [expected])
        #expect(error < 3e-6, "\(queries) queries, \(keys) keys, \(mask), window \(window)")
      }
    }
  }

  /// A window as long as the keys hides nothing.
  @Test(arguments: InstructionSet.available)
  func aWindowOfEverything(instructionSet: InstructionSet) throws {
    func run(_ window: Int?, _ keys: Int, _ mask: AttentionMask) throws -> [Double] {
      let pattern = AttentionPattern(
        heads: 3, headWidth: 16, mask: mask, window: window)
      let (cpu, _) = engines(rows: keys, pattern, threads: 2, instructionSet)
      return try cpu.read(try attend(queries: 90, keys: keys, pattern, on: cpu))
    }
    for keys in [90, 300] {
      let all = try run(nil, keys, .causal)
      for window in [keys, keys + 1, Int.max / 4] {
        #expect(try run(window, keys, .causal) == all)
      }
      #expect(try run(keys - 1, keys, .causal) != all)
      // Without a causal mask a window has no meaning.
      #expect(try run(5, keys, .full) == run(nil, keys, .full))
    }
  }

  /// Heads that share keys do what heads with copies of them do.
  @Test(arguments: [1, 2, 3, 6], InstructionSet.available)
  func sharedKeysAreCopies(keyValueHeads: Int, instructionSet: InstructionSet) throws {
    let (heads, headWidth, rows) = (6, 20, 210)
    let pattern = AttentionPattern(
      heads: heads, keyValueHeads: keyValueHeads, headWidth: headWidth, mask: .causal)
    let (cpu, reference) = engines(rows: rows, pattern, threads: 2, instructionSet)
    let shared = try cpu.read(try attend(queries: rows, keys: rows, pattern, on: cpu))
    let expected = try attend(queries: rows, keys: rows, pattern, on: reference).values
    #expect(relativeError([shared], [expected]) < 3e-6)

    // Each row's columns: queries, then keys and values with each head as often as it is read.
    let served = heads / keyValueHeads
    let keyWidth = keyValueHeads * headWidth
    let columns = (heads * headWidth) + 2 * keyWidth
    let values = try cpu.values(of: try cpu.input(at: 0..<rows, width: columns))
    let copied = (0..<rows).flatMap { row -> [Float] in
      let row = Array(values[row * columns..<(row + 1) * columns])
      let others = [heads * headWidth, heads * headWidth + keyWidth].flatMap { start in
        (0..<heads).flatMap { head -> ArraySlice<Float> in
          let first = start + head / served * headWidth
          return row[first..<first + headWidth]
        }
      }
      return row[..<(heads * headWidth)] + others
    }
    let ungrouped = AttentionPattern(heads: heads, headWidth: headWidth, mask: .causal)
    let engine = CPUEngine(
      weights: RandomWeights(seed: 0),
      input: .rows(SequenceInput.Rows(width: 3 * heads * headWidth, values: copied)), threads: 2,
      instructionSet: instructionSet)
    let own = try engine.read(try attend(queries: rows, keys: rows, ungrouped, on: engine))
    #expect(own == shared)
  }

  @Test(arguments: InstructionSet.available)
  func notANumberInGivesNotANumberOut(instructionSet: InstructionSet) throws {
    var values = [Float](repeating: 0.5, count: 64 * 64)
    values[3 * 64 + 5] = .nan
    let engine = CPUEngine(
      weights: RandomWeights(seed: 0), input: .rows(.init(width: 64, values: values)),
      threads: 2, instructionSet: instructionSet)
    let x = try engine.input(at: 0..<64, width: 64)
    let y = try engine.attention(
      queries: x, keys: x, values: x, AttentionPattern(heads: 1, headWidth: 64, mask: .full))
    #expect(try engine.values(of: y).filter(\.isNaN).count == 64 * 64)
  }
}
