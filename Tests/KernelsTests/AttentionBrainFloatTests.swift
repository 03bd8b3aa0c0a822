import CAttention
import CMachine
import Testing

/// The bf16 attention kernel against the formula, on a processor that has its products.
@Suite(.serialized, .enabled(if: cc_bf16_available() != 0, "no bf16 products here"))
struct AttentionBrainFloatTests {
  private static let shapes: [(queries: Int, keys: Int, width: Int)] = [
    (1, 1, 1), (1, 300, 64), (5, 7, 24), (40, 9, 17), (24, 256, 32),
    (25, 257, 80), (97, 97, 96), (130, 515, 128), (200, 200, 67),
  ]

  /// Weights and the result are rounded to 8 digits, each off by a relative 2⁻⁸ at most; weights
  /// make 1 together.
  @Test func agreesWithTheFormula() {
    for shape in Self.shapes {
      for (isCausal, window) in [(false, 0), (true, 0), (true, 50)] {
        for spread in [isCausal ? Float(1) : 6] {
          let job = AttentionJob(
            queries: shape.queries, keys: shape.keys, heads: 2, keyHeads: 1,
            headWidth: shape.width, isCausal: isCausal, window: window)
          var inputs = job.inputs(seed: UInt64(shape.keys), halfWidth: spread).roundedToBrainFloat
          inputs.values = inputs.values.map { $0 / 8 }
          let largest = inputs.values.reduce(0) { max($0, abs($1)) }
          let expected = job.expected(inputs)
          for threads in [1, 2] {
            let result = job.runBrainFloat(inputs, threads: threads).output
            let error = zip(result, expected).reduce(0.0) { max($0, abs(Double($1.0) - $1.1)) }
            #expect(error <= Double(largest) / 128 * 1.01, "\(shape), \(threads) threads")
            #expect(!result.contains { $0.isNaN })
          }
        }
      }
    }
  }

  /// A mean of equal values is the value, exactly: the weights of equal scores are 1.
  @Test func equalScores() {
    let job = AttentionJob(queries: 70, keys: 333, headWidth: 40)
    var inputs = job.inputs(seed: 2).roundedToBrainFloat
    inputs.keys = inputs.keys.map { _ in 0.5 }
    inputs.values = inputs.values.map { _ in 0.75 }
    #expect(job.runBrainFloat(inputs, threads: 2).output.allSatisfy { $0 == 0.75 })
  }

  @Test func noNumbers() {
    for key in [0, 15, 64, 199] {
      let job = AttentionJob(queries: 200, keys: 200, headWidth: 20, isCausal: true)
      var inputs = job.inputs(seed: 3).roundedToBrainFloat
      inputs.keys[key * 20 + 3] = Float(bitPattern: 0xffc1_0000)
      let output = job.runBrainFloat(inputs, threads: 2).output
      for query in 0..<job.queries {
        let row = output[query * 20..<(query + 1) * 20]
        #expect(row.count { $0.isNaN } == (query >= key ? 20 : 0), "query \(query), key \(key)")
      }
    }
  }

  @Test func sameBits() {
    let job = AttentionJob(queries: 310, keys: 310, heads: 5, keyHeads: 5, headWidth: 24)
    let inputs = job.inputs(seed: 21).roundedToBrainFloat
    let first = job.runBrainFloat(inputs, threads: 1).output
    for threads in [1, 2, 3, 2] {
      #expect(job.runBrainFloat(inputs, threads: threads).output == first)
    }
  }

  @Test func peak() {
    cc_team_set_size(2)
    #expect(cc_peak_bf16(3) == 3 * 12 * 32 * 2)
  }
}

/// Without bf16 products nothing is computed in their place.
@Suite(.enabled(if: cc_bf16_available() == 0, "bf16 products are here"))
struct NoBrainFloatTests {
  @Test func nothingIsComputed() {
    let job = AttentionJob(queries: 3, keys: 3, headWidth: 8)
    let result = job.runBrainFloat(job.inputs(seed: 1), threads: 1)
    let performed: UInt64 = 0
    #expect(result.multiplyAdds == performed)
    #expect(result.output.allSatisfy { $0 == 0 })
    #expect(cc_peak_bf16(1) == performed)
  }
}
