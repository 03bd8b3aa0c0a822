import Architectures
import CAttention
import CMachine
import Operations
import Testing

@testable import Accounting

/// The multiply-adds that the kernel counts while it performs them are those `executed` counts.
@Suite(.serialized) struct AttentionCountTests {
  @Test(
    .enabled(if: cc_isa_available(CC_AVX512) != 0, "the tiles are those of AVX-512"),
    arguments: [AttentionMask.full, .causal], [0, 1, 64, 100])
  func executed(mask: AttentionMask, window: Int) {
    let tiling = AttentionTiling.avx512
    for (queries, keys) in [(1, 1), (1, 400), (40, 9), (97, 97), (130, 515), (600, 600)] {
      for (headWidth, before, after) in [
        (16, 0, 0), (20, 0, 0), (64, 0, 0), (80, 0, 0), (20, 5, 0), (20, 0, 70), (20, 70, 3),
      ] where before + after < keys {
        let job = AttentionJob(
          queries: queries, keys: keys, heads: 3, keyHeads: 3, headWidth: headWidth,
          isCausal: mask == .causal, window: window, padding: (before, after))
        let counted = tiling.executed(
          AttendedPairs(
            queries: queries, keys: keys,
            pattern: AttentionPattern(
              heads: 3, headWidth: headWidth, mask: mask, window: window > 0 ? window : nil,
              keys: before + after > 0 ? job.realKeys : nil)))
        let expected = 3 * (counted.scores + counted.weightedSum)
        for threads in [1, 2] {
          let performed = job.run(job.inputs(seed: 1), threads: threads, CC_AVX512).multiplyAdds
          #expect(UInt128(performed) == expected, "\(queries) x \(keys), \(threads) threads")
        }
      }
    }
  }
}
