import CAttention
import CMachine
import Glibc
import Kernels
import Statistics

/// One call of the fused attention kernels: random rows of every head, and what the formula says.
struct AttentionJob {
  var queries: Int
  var keys: Int
  var heads = 1
  var keyHeads = 1
  var headWidth: Int
  var isCausal = false
  var window = 0
  var scale: Float = 0.125
  /// Keys at either end that are padding.
  var padding = (before: 0, after: 0)

  struct Inputs {
    var queries: [Float]  // [queries, heads * headWidth]
    var keys: [Float]  // [keys, keyHeads * headWidth]
    var values: [Float]  // [keys, keyHeads * headWidth]
  }

  struct Result {
    var output: [Float]  // [queries, heads * headWidth]
    var multiplyAdds: UInt64
  }

  var queryWidth: Int { heads * headWidth }
  var keyWidth: Int { keyHeads * headWidth }

  func inputs(seed: UInt64, halfWidth: Float = 1) -> Inputs {
    var generator = SplitMix64(seed: seed)
    func draw(_ count: Int) -> [Float] {
      generator.uniform(count: count, mean: 0, halfWidth: halfWidth)
    }
    return Inputs(
      queries: draw(queries * queryWidth), keys: draw(keys * keyWidth),
      values: draw(keys * keyWidth))
  }

  var realKeys: Range<Int> { padding.before..<keys - padding.after }

  /// The keys that a query sees.
  func visible(to query: Int) -> Range<Int> {
    guard isCausal else { return realKeys }
    let last = max(0, query + keys - queries + 1)
    return ((window > 0 ? max(0, last - window) : 0)..<last).clamped(to: realKeys)
  }

  /// softmax(Q Kᵀ · scale) V in `Double`, written as the formula.
  func expected(_ inputs: Inputs) -> [Double] {
    var output = [Double](repeating: 0, count: queries * queryWidth)
    for query in 0..<queries {
      let seen = visible(to: query)
      for head in 0..<heads {
        let keyColumn = head / (heads / keyHeads) * headWidth
        let queryStart = query * queryWidth + head * headWidth
        let scores = seen.map { key in
          Double(scale)
            * (0..<headWidth).reduce(0.0) {
              $0 + Double(inputs.queries[queryStart + $1])
                * Double(inputs.keys[key * keyWidth + keyColumn + $1])
            }
        }
        let top = scores.max() ?? 0
        let weights = scores.map { exp($0 - top) }
        let total = weights.reduce(0, +)
        for (key, weight) in zip(seen, weights) {
          for column in 0..<headWidth {
            let value = Double(inputs.values[key * keyWidth + keyColumn + column])
            output[queryStart + column] += weight / total * value
          }
        }
      }
    }
    return output
  }

  func run(_ inputs: Inputs, threads: Int, _ isa: cc_isa) -> Result {
    run(inputs, threads: threads, isa, CC_F32, zero: Float(0), { $0 }, { $0 })
  }

  /// The same on elements rounded to bf16, which the inputs have to be.
  func runBrainFloat(_ inputs: Inputs, threads: Int) -> Result {
    run(
      inputs, threads: threads, CC_AVX512, CC_BF16, zero: UInt16(0), \.brainFloat,
      { Float(bitPattern: UInt32($0) << 16) })
  }

  private func run<Element>(
    _ inputs: Inputs, threads: Int, _ isa: cc_isa, _ element: cc_element, zero: Element,
    _ narrowed: (Float) -> Element, _ widened: (Element) -> Float
  ) -> Result {
    cc_team_set_size(Int32(threads))
    var output = [Element](repeating: zero, count: queries * queryWidth)
    var multiplyAdds: UInt64 = 0
    inputs.queries.map(narrowed).withUnsafeBytes { q in
      inputs.keys.map(narrowed).withUnsafeBytes { k in
        inputs.values.map(narrowed).withUnsafeBytes { v in
          output.withUnsafeMutableBytes { o in
            let skipped = realKeys.lowerBound * keyWidth * MemoryLayout<Element>.stride
            var job = cc_attention(
              element: element, queries: q.baseAddress,
              keys: k.baseAddress.map { $0 + skipped },
              values: v.baseAddress.map { $0 + skipped }, output: o.baseAddress,
              query_stride: Int64(queryWidth), key_stride: Int64(keyWidth),
              value_stride: Int64(keyWidth), output_stride: Int64(queryWidth),
              query_count: Int64(queries), key_count: Int64(realKeys.count), heads: Int32(heads),
              key_heads: Int32(keyHeads), head_width: Int32(headWidth),
              causal: isCausal ? 1 : 0,
              sees: Int64(keys - queries + 1 - realKeys.lowerBound), window: Int64(window),
              scale: scale)
            let bytes = cc_attention_scratch_bytes(&job, Int32(threads), isa)
            Self.withScratch(bytes) { multiplyAdds = cc_attention_run(&job, $0, isa) }
          }
        }
      }
    }
    return Result(output: output.map(widened), multiplyAdds: multiplyAdds)
  }

  /// Scratch memory that holds NaN: a kernel must not read what it hasn't written.
  private static func withScratch(_ bytes: Int, _ body: (UnsafeMutableRawPointer) -> Void) {
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 64)
    scratch.initializeMemory(as: UInt8.self, repeating: 0xff, count: max(bytes, 1))
    body(scratch)
    scratch.deallocate()
  }
}

extension Float {
  /// The upper half of its bits, rounded to nearest, ties to even.
  var brainFloat: UInt16 {
    if isNaN { return UInt16(bitPattern >> 16) | 0x40 }
    return UInt16((bitPattern + 0x7fff + (bitPattern >> 16 & 1)) >> 16)
  }
  var roundedToBrainFloat: Float { Float(bitPattern: UInt32(brainFloat) << 16) }
}
