import CAttention
import CMachine
import Kernels
import Testing

/// The fused attention kernels where a softmax goes wrong: equal, huge, tiny and no numbers.
@Suite(.serialized) struct AttentionExtremesTests {
  static let instructionSets = [CC_PORTABLE, CC_AVX2, CC_AVX512].filter {
    cc_isa_available($0) != 0
  }

  private func largestError(_ result: [Float], _ expected: [Double]) -> Double {
    zip(result, expected).reduce(0) {
      let error = abs(Double($1.0) - $1.1)
      return max($0, error.isNaN ? .infinity : error)
    }
  }

  /// Where all scores are equal the weights are, and a mean of equal values is the value.
  @Test(arguments: instructionSets)
  func equalScores(isa: cc_isa) {
    for score in [Float(0), 1, 1e4, -1e4] {
      let job = AttentionJob(queries: 70, keys: 333, headWidth: 40, scale: 1)
      var inputs = job.inputs(seed: 5)
      inputs.queries = inputs.queries.map { _ in score / 40 }
      inputs.keys = inputs.keys.map { _ in 1 }
      let result = job.run(inputs, threads: 2, isa)
      #expect(largestError(result.output, job.expected(inputs)) < 1e-6)
      inputs.values = inputs.values.map { _ in 0.75 }
      #expect(job.run(inputs, threads: 2, isa).output.allSatisfy { abs($0 - 0.75) < 1e-6 })
    }
  }

  /// Scores up to ±10,000: one key after another takes all the weight from those before it.
  @Test(arguments: instructionSets)
  func hugeScores(isa: cc_isa) {
    for isRising in [true, false] {
      let job = AttentionJob(queries: 20, keys: 700, headWidth: 8, scale: 1)
      var inputs = job.inputs(seed: 6)
      inputs.queries = inputs.queries.map { _ in 1 }
      for key in 0..<job.keys {
        let score = Float(isRising ? key : job.keys - key) / Float(job.keys) * 20_000 - 10_000
        for column in 0..<8 { inputs.keys[key * 8 + column] = score / 8 }
      }
      #expect(largestError(job.run(inputs, threads: 1, isa).output, job.expected(inputs)) < 1e-6)
    }
  }

  /// A key that outweighs all others gives its own value, wherever it stands.
  @Test(arguments: instructionSets)
  func oneDominantKey(isa: cc_isa) {
    for dominant in [0, 1, 63, 64, 255, 256, 298, 299] {
      let job = AttentionJob(queries: 9, keys: 300, headWidth: 16, scale: 1)
      var inputs = job.inputs(seed: 7)
      inputs.queries = inputs.queries.map(abs)
      for column in 0..<16 { inputs.keys[dominant * 16 + column] = 1e5 }
      let output = job.run(inputs, threads: 2, isa).output
      let value = inputs.values[dominant * 16..<(dominant + 1) * 16]
      for query in 0..<job.queries {
        #expect(output[query * 16..<(query + 1) * 16].elementsEqual(value))
      }
    }
  }

  /// A hidden key outweighs all others and nobody notices.
  @Test(arguments: instructionSets)
  func hiddenKeysWeighNothing(isa: cc_isa) {
    var job = AttentionJob(queries: 130, keys: 130, headWidth: 16, isCausal: true, scale: 1)
    for window in [0, 20] {
      job.window = window
      var inputs = job.inputs(seed: 8)
      inputs.queries = inputs.queries.map(abs)
      for key in [0, 77, 129] {
        for column in 0..<16 { inputs.keys[key * 16 + column] = 1e5 }
      }
      #expect(largestError(job.run(inputs, threads: 2, isa).output, job.expected(inputs)) < 1e-6)
    }
  }

  @Test(arguments: instructionSets)
  func subnormalNumbers(isa: cc_isa) {
    let job = AttentionJob(queries: 13, keys: 77, headWidth: 12)
    let inputs = job.inputs(seed: 9, halfWidth: Float.leastNormalMagnitude / 12)
    let result = job.run(inputs, threads: 1, isa).output
    #expect(largestError(result, job.expected(inputs)) < 1e-43)
  }

  /// Every NaN, whatever its sign and payload, in every lane: each query that sees it is NaN.
  @Test(arguments: instructionSets)
  func noNumbers(isa: cc_isa) {
    let patterns: [UInt32] = [0x7fc0_0000, 0xffc0_0000, 0x7fc0_0001, 0xffff_ffff, 0x7fd5_5555]
    for (index, pattern) in patterns.enumerated() {
      for key in [0, 8, 15, 63, 64, 199] {
        for window in [0, 1] {
          let job = AttentionJob(
            queries: 200, keys: 200, headWidth: 20, isCausal: true, window: window)
          var inputs = job.inputs(seed: UInt64(10 + index))
          inputs.keys[key * 20 + 3] = Float(bitPattern: pattern)
          let output = job.run(inputs, threads: 2, isa).output
          for query in 0..<job.queries {
            let row = output[query * 20..<(query + 1) * 20]
            let expected = job.visible(to: query).contains(key) ? 20 : 0
            #expect(row.count { $0.isNaN } == expected, "query \(query), key \(key)")
          }
        }
      }
    }
  }

  /// Where every score of a query is -infinity nothing is seen; a key of them alone weighs nothing.
  @Test(arguments: instructionSets)
  func scoresOfMinusInfinity(isa: cc_isa) {
    let job = AttentionJob(queries: 9, keys: 130, headWidth: 8)
    var inputs = job.inputs(seed: 19)
    inputs.queries = inputs.queries.map { abs($0) + 1 }
    for column in 0..<8 { inputs.keys[77 * 8 + column] = -.infinity }
    #expect(largestError(job.run(inputs, threads: 1, isa).output, job.expected(inputs)) < 1e-6)
    inputs.keys = inputs.keys.map { _ in -.infinity }
    #expect(job.run(inputs, threads: 1, isa).output.allSatisfy { $0 == 0 })
  }

  /// Products beyond the range of f32 are infinite, and that has no softmax either.
  @Test(arguments: instructionSets)
  func scoresThatOverflow(isa: cc_isa) {
    let job = AttentionJob(queries: 3, keys: 80, headWidth: 4)
    var inputs = job.inputs(seed: 18)
    inputs.queries = inputs.queries.map { _ in 1e30 }
    inputs.keys = inputs.keys.map { _ in 1e30 }
    #expect(job.run(inputs, threads: 1, isa).output.allSatisfy { $0.isNaN })
  }

  /// Infinite scores have no softmax.
  @Test(arguments: instructionSets)
  func infiniteScores(isa: cc_isa) {
    let job = AttentionJob(queries: 7, keys: 150, headWidth: 4)
    var inputs = job.inputs(seed: 20)
    inputs.queries = inputs.queries.map(abs)
    inputs.keys[4 * 100] = .infinity
    #expect(job.run(inputs, threads: 1, isa).output.allSatisfy { $0.isNaN })
  }

  /// The same bits run after run, and on any number of threads.
  @Test(arguments: instructionSets)
  func sameBits(isa: cc_isa) {
    for (heads, keyHeads) in [(1, 1), (5, 5), (6, 2)] {
      let job = AttentionJob(
        queries: 310, keys: 310, heads: heads, keyHeads: keyHeads, headWidth: 24, isCausal: true)
      let inputs = job.inputs(seed: 21)
      let first = job.run(inputs, threads: 1, isa).output
      for threads in [1, 2, 3, 2] {
        #expect(job.run(inputs, threads: threads, isa).output == first)
      }
    }
  }
}
