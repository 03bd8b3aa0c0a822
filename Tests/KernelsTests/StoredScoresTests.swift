import Architectures
import Kernels
import Operations
import TestSupport
import Testing

@testable import Accounting

/// Attention that stores its scores: the formula's result, and what storing them costs.
@Suite(.serialized) struct StoredScoresTests {
  struct Shape: Sendable, CustomStringConvertible {
    let queries: Int
    let keys: Int
    let pattern: AttentionPattern

    var description: String { "\(queries) x \(keys) \(pattern)" }

    /// Queries and keys as rows that overlap, from the end as with a cache.
    func attend<E: Engine>(
      on engine: E, as type: (E.Tensor) throws -> E.Tensor = { $0 }
    ) throws -> E.Tensor {
      let (queryWidth, keyWidth) = (
        pattern.heads * pattern.headWidth, pattern.keyValueHeads * pattern.headWidth
      )
      let all = try type(
        engine.input(at: 0..<max(queries, keys), width: queryWidth + 2 * keyWidth))
      let seen = try engine.rows(0..<keys, of: all)
      return try engine.attention(
        queries: engine.columns(0..<queryWidth, of: engine.rows(0..<queries, of: all)),
        keys: engine.columns(queryWidth..<queryWidth + keyWidth, of: seen),
        values: engine.columns(queryWidth + keyWidth..<queryWidth + 2 * keyWidth, of: seen),
        pattern)
    }

    var input: SequenceInput {
      let width = (pattern.heads + 2 * pattern.keyValueHeads) * pattern.headWidth
      return .rows(SequenceInput.Rows(count: max(queries, keys), width: width, seed: 5))
    }

    func engine(_ type: ElementType, _ isa: InstructionSet = .best, threads: Int = 2) -> CPUEngine {
      CPUEngine(
        weights: RandomWeights(seed: 0), input: input, threads: threads, type: type,
        instructionSet: isa)
    }

    var reference: ReferenceEngine {
      ReferenceEngine(weights: RandomWeights(seed: 0), input: input)
    }
  }

  /// Lengths that nothing divides, shared heads, masks, windows, padding.
  static func shapes(_ count: Int, seed: UInt64) -> [Shape] {
    var generator = Seeded(seed)
    return (0..<count).map { _ in
      let most = Bool.random(using: &generator) ? 400 : 60
      let keys = Int.random(in: 1...most, using: &generator)
      let before = Int.random(in: 0...keys, using: &generator)
      let real = before..<Int.random(in: before...keys, using: &generator)
      let shared = Int.random(in: 1...2, using: &generator)
      return Shape(
        queries: .random(in: 1...most, using: &generator), keys: keys,
        pattern: AttentionPattern(
          heads: 2 * shared, keyValueHeads: 2,
          headWidth: [16, 20, 64, 67].randomElement(using: &generator) ?? 64,
          mask: .random(using: &generator) ? .full : .causal,
          window: .random(using: &generator) ? .random(in: 1...keys, using: &generator) : nil,
          keys: .random(using: &generator) ? real : nil, scores: .stored))
    }
  }

  @Test(arguments: InstructionSet.available)
  func agreesWithTheFormula(instructionSet: InstructionSet) throws {
    for (index, shape) in Self.shapes(40, seed: 11).enumerated() {
      let cpu = shape.engine(.f32, instructionSet, threads: 1 + index % 2)
      let result = try cpu.read(try shape.attend(on: cpu))
      let expected = try shape.attend(on: shape.reference).values
      let difference = zip(result, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(difference < 3e-6 && !result.contains(where: \.isNaN), "\(shape)")
      #expect(result.count == expected.count)
    }
  }

  @Test(.enabled(if: ElementType.bf16.isAvailable, "no bf16 products here"))
  func brainFloatAgreesWithTheFormula() throws {
    for (index, shape) in Self.shapes(40, seed: 12).enumerated() {
      let cpu = shape.engine(.bf16, threads: 1 + index % 2)
      let result = try cpu.read(try shape.attend(on: cpu, as: cpu.activations))
      let expected = try shape.attend(on: shape.reference).values
      let largest = expected.reduce(0) { max($0, abs($1)) }
      let difference = zip(result, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(difference <= 2e-2 * max(largest, 0.1), "\(shape): \(difference) of \(largest)")
      #expect(!result.contains { $0.isNaN })
    }
  }

  /// Fused and stored are the same sum.
  @Test func agreesWithTheFusedKernel() throws {
    for shape in Self.shapes(20, seed: 13) {
      let pattern = shape.pattern
      let fused = Shape(
        queries: shape.queries, keys: shape.keys,
        pattern: AttentionPattern(
          heads: pattern.heads, keyValueHeads: pattern.keyValueHeads,
          headWidth: pattern.headWidth, mask: pattern.mask, window: pattern.window,
          keys: pattern.keys))
      let engine = shape.engine(.f32)
      let (stored, other) = try (
        engine.read(shape.attend(on: engine)), engine.read(fused.attend(on: engine))
      )
      let difference = zip(stored, other).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(difference < 3e-6, "\(shape)")
    }
  }

  /// What the products perform is what `executed` counts, whatever the kernel's tiles.
  @Test func executed() throws {
    for shape in Self.shapes(30, seed: 14) {
      let engine = shape.engine(.f32)
      _ = try shape.attend(on: engine)
      let counted = AttentionTiling.avx512.executed(
        AttendedPairs(queries: shape.queries, keys: shape.keys, pattern: shape.pattern))
      let heads = UInt128(shape.pattern.heads)
      #expect(
        UInt128(engine.storedMultiplyAdds) == heads * (counted.scores + counted.weightedSum),
        "\(shape)")
    }
  }

  /// The scores are really there: of all heads and queries at once, beside the result.
  @Test(arguments: ElementType.allCases.filter(\.isAvailable))
  func memory(type: ElementType) throws {
    for shape in Self.shapes(30, seed: 15) {
      let (engine, pattern) = (shape.engine(type), shape.pattern)
      let all = try engine.activations(
        engine.input(
          at: 0..<max(shape.queries, shape.keys),
          width: (pattern.heads + 2 * pattern.keyValueHeads) * pattern.headWidth))
      engine.resetMemoryPeak()
      let before = engine.memory.tensorBytesPeak
      let (queryWidth, keyWidth) = (
        pattern.heads * pattern.headWidth, pattern.keyValueHeads * pattern.headWidth
      )
      let seen = try engine.rows(0..<shape.keys, of: all)
      _ = try engine.attention(
        queries: engine.columns(0..<queryWidth, of: engine.rows(0..<shape.queries, of: all)),
        keys: engine.columns(queryWidth..<queryWidth + keyWidth, of: seen),
        values: engine.columns(queryWidth + keyWidth..<queryWidth + 2 * keyWidth, of: seen),
        pattern)
      let scores = pattern.heads * shape.queries * pattern.realKeys(of: shape.keys).count
      let elements = scores + shape.queries * queryWidth
      #expect(engine.memory.tensorBytesPeak - before == elements * type.bytes, "\(shape)")
    }
  }

  @Test(arguments: ElementType.allCases.filter(\.isAvailable))
  func theSameBitsEveryTime(type: ElementType) throws {
    for shape in Self.shapes(6, seed: 16) {
      let runs = try (0..<3).map { _ in
        let engine = shape.engine(type)
        return try engine.read(try shape.attend(on: engine, as: engine.activations))
      }
      #expect(runs[0] == runs[1] && runs[1] == runs[2], "\(shape)")
    }
  }

  /// One key far above the others takes all the weight; equal ones share it.
  @Test(arguments: InstructionSet.available)
  func extremes(instructionSet: InstructionSet) throws {
    let (rows, width) = (37, 16)
    let pattern = AttentionPattern(heads: 1, headWidth: width, mask: .full, scores: .stored)
    func attend(_ values: [Float]) throws -> [Float] {
      let engine = CPUEngine(
        weights: RandomWeights(seed: 0), input: .rows(.init(width: width, values: values)),
        threads: 2, instructionSet: instructionSet)
      let x = try engine.input(at: 0..<rows, width: width)
      return try engine.values(of: try engine.attention(queries: x, keys: x, values: x, pattern))
    }
    // Scores of ±100 · 100 · 16 / 4: each row's own sign is all it sees, without overflow.
    let signs = (0..<rows).flatMap { row in
      [Float](repeating: row % 3 == 0 ? -100 : 100, count: width)
    }
    let kept = try attend(signs)
    #expect(zip(kept, signs).allSatisfy { abs($0 - $1) < 1e-3 })
    let equal = [Float](repeating: 0.25, count: rows * width)
    let shared = try attend(equal)
    #expect(shared.allSatisfy { abs($0 - 0.25) < 1e-6 })
    var poisoned = equal
    poisoned[5 * width + 3] = .nan
    let spoiled = try attend(poisoned)
    #expect(spoiled.allSatisfy { $0.isNaN })
  }
}
