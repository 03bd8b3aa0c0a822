import Architectures
import Kernels
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
          let result = cpu.values(of: try attend(shape, width, mask, on: cpu))
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
      heads: shape.heads, mask: mask)
  }

  @Test(arguments: InstructionSet.available)
  func notANumberInGivesNotANumberOut(instructionSet: InstructionSet) throws {
    var values = [Float](repeating: 0.5, count: 64 * 64)
    values[3 * 64 + 5] = .nan
    let engine = CPUEngine(
      weights: RandomWeights(seed: 0), input: .rows(.init(width: 64, values: values)),
      threads: 2, instructionSet: instructionSet)
    let x = try engine.input(at: 0..<64, width: 64)
    let y = try engine.attention(queries: x, keys: x, values: x, heads: 1, mask: .full)
    #expect(engine.values(of: y).filter(\.isNaN).count == 64 * 64)
  }
}
