import Architectures
import CAttention
import CMachine
import Kernels
import Operations
import TestSupport
import Testing

/// The attention kernels on shapes drawn at random: what the formula says, on every instruction set.
@Suite(.serialized) struct AttentionShapesTests {
  /// Lengths and widths that nothing divides, masks, windows, padding, shared heads.
  private static func job(_ generator: inout Seeded) -> AttentionJob {
    let keyHeads = Int.random(in: 1...2, using: &generator)
    let served = Int.random(in: 1...2, using: &generator)
    let widths = [32, 64, 80, 96, 128, Int.random(in: 1...160, using: &generator)]
    // Short ones more often: the formula is slow.
    let most = Bool.random(using: &generator) ? 700 : 150
    let keys = Int.random(in: 1...most, using: &generator)
    var job = AttentionJob(
      queries: Int.random(in: 1...most, using: &generator), keys: keys, heads: keyHeads * served,
      keyHeads: keyHeads, headWidth: widths.randomElement(using: &generator) ?? 64,
      isCausal: .random(using: &generator))
    if .random(using: &generator) { job.window = .random(in: 1...keys, using: &generator) }
    if .random(using: &generator) {
      let before = Int.random(in: 0...keys, using: &generator)
      job.padding = (before, .random(in: 0...keys - before, using: &generator))
    }
    job.scale = 1 / Float(job.headWidth).squareRoot()
    return job
  }

  @Test func agreeWithTheFormula() {
    var generator = Seeded(2304_11062)
    for index in 0..<40 {
      let job = Self.job(&generator)
      let inputs = job.inputs(seed: UInt64(index))
      let expected = job.expected(inputs)
      for isa in AttentionExtremesTests.instructionSets {
        let result = job.run(inputs, threads: 1 + index % 2, isa).output
        let error = zip(result, expected).reduce(0.0) { max($0, abs(Double($1.0) - $1.1)) }
        #expect(error < 2e-6 && !result.contains { $0.isNaN }, "\(job) on \(isa)")
      }
    }
  }

  @Test(.enabled(if: cc_bf16_available() != 0, "no bf16 products here"))
  func brainFloatAgreesWithTheFormula() {
    var generator = Seeded(2304_11063)
    for index in 0..<40 {
      let job = Self.job(&generator)
      let inputs = job.inputs(seed: UInt64(index)).roundedToBrainFloat
      let expected = job.expected(inputs)
      let result = job.runBrainFloat(inputs, threads: 1 + index % 2).output
      let error = zip(result, expected).reduce(0.0) { max($0, abs(Double($1.0) - $1.1)) }
      // Weights and results rounded to 8 digits; values are below 1.
      #expect(error <= 1.01 / 128 && !result.contains { $0.isNaN }, "\(job)")
    }
  }

  /// What stands in keys and values that are padding reaches nobody.
  @Test func paddingIsSeenByNobody() {
    var job = AttentionJob(queries: 90, keys: 200, heads: 2, keyHeads: 2, headWidth: 20)
    job.padding = (70, 31)
    for isCausal in [false, true] {
      job.isCausal = isCausal
      var inputs = job.inputs(seed: 4)
      let before = job.run(inputs, threads: 2, CC_AVX512).output
      for key in Array(0..<70) + Array(169..<200) {
        for column in 0..<40 {
          inputs.keys[key * 40 + column] = .nan
          inputs.values[key * 40 + column] = .infinity
        }
      }
      #expect(job.run(inputs, threads: 2, CC_AVX512).output == before)
    }
  }

  /// Queries that see only padding, or nothing, get zeros.
  @Test(arguments: AttentionExtremesTests.instructionSets)
  func nothingToSee(isa: cc_isa) {
    var job = AttentionJob(queries: 50, keys: 50, headWidth: 12, isCausal: true)
    job.padding = (20, 0)
    let output = job.run(job.inputs(seed: 5), threads: 1, isa).output
    #expect(output[..<(20 * 12)].allSatisfy { $0 == 0 })
    #expect(output[(20 * 12)...].allSatisfy { $0 != 0 })
    job.padding = (20, 30)
    #expect(job.run(job.inputs(seed: 5), threads: 1, isa).output.allSatisfy { $0 == 0 })
  }

  /// On the engine, as on the plain one.
  @Test(arguments: AttentionMask.allCases) func engines(mask: AttentionMask) throws {
    let pattern = AttentionPattern(
      heads: 2, keyValueHeads: 1, headWidth: 16, mask: mask, window: 40, keys: 9..<77)
    let input = SequenceInput.rows(SequenceInput.Rows(count: 90, width: 64, seed: 3))
    func attend<E: Engine>(on engine: E) throws -> E.Tensor {
      let rows = try engine.input(at: 0..<90, width: 64)
      return try engine.attention(
        queries: engine.columns(0..<32, of: rows), keys: engine.columns(32..<48, of: rows),
        values: engine.columns(48..<64, of: rows), pattern)
    }
    let cpu = CPUEngine(weights: RandomWeights(seed: 0), input: input, threads: 2)
    let reference = ReferenceEngine(weights: RandomWeights(seed: 0), input: input)
    let error = relativeError([try cpu.read(attend(on: cpu))], [try attend(on: reference).values])
    #expect(error < 3e-6)
  }
}

extension AttentionJob.Inputs {
  var roundedToBrainFloat: Self {
    Self(
      queries: queries.map(\.roundedToBrainFloat), keys: keys.map(\.roundedToBrainFloat),
      values: values.map(\.roundedToBrainFloat))
  }
}
