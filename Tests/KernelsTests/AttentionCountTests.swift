import Architectures
import CAttention
import CMachine
import Operations
import Testing

@testable import Accounting

/// The multiply-adds that the kernel counts while it performs them are those `executed` counts.
@Suite(.serialized) struct AttentionCountTests {
  /// A kernel that this processor may have, and its tiles.
  private struct Kernel {
    let tiling: AttentionTiling
    let run: (AttentionJob, AttentionJob.Inputs, Int) -> UInt64
  }

  private var kernels: [Kernel] {
    let f32: [(AttentionTiling, cc_isa)] = [
      (.portable, CC_PORTABLE), (.avx2, CC_AVX2), (.avx512, CC_AVX512),
    ]
    let available = f32.filter { cc_isa_available($0.1) != 0 }.map { tiling, isa in
      Kernel(tiling: tiling) { $0.run($1, threads: $2, isa).multiplyAdds }
    }
    let brainFloat = Kernel(tiling: .avx512BrainFloat) {
      $0.runBrainFloat($1.roundedToBrainFloat, threads: $2).multiplyAdds
    }
    return available + (cc_bf16_available() != 0 ? [brainFloat] : [])
  }

  @Test(arguments: [AttentionMask.full, .causal], [0, 1, 64, 100])
  func executed(mask: AttentionMask, window: Int) {
    for kernel in kernels { check(kernel, mask, window) }
  }

  private func check(_ kernel: Kernel, _ mask: AttentionMask, _ window: Int) {
    for (queries, keys) in [(1, 1), (1, 400), (40, 9), (97, 97), (130, 515), (600, 600)] {
      for (headWidth, before, after) in [
        (16, 0, 0), (20, 0, 0), (64, 0, 0), (80, 0, 0), (20, 5, 0), (20, 0, 70), (20, 70, 3),
      ] where before + after < keys {
        let job = AttentionJob(
          queries: queries, keys: keys, heads: 3, keyHeads: 3, headWidth: headWidth,
          isCausal: mask == .causal, window: window, padding: (before, after))
        let counted = kernel.tiling.executed(
          AttendedPairs(
            queries: queries, keys: keys,
            pattern: AttentionPattern(
              heads: 3, headWidth: headWidth, mask: mask, window: window > 0 ? window : nil,
              keys: before + after > 0 ? job.realKeys : nil)))
        let expected = 3 * (counted.scores + counted.weightedSum)
        for threads in [1, 2] {
          let performed = kernel.run(job, job.inputs(seed: 1), threads)
          #expect(
            UInt128(performed) == expected,
            "\(kernel.tiling): \(queries) x \(keys), \(threads) threads")
        }
      }
    }
  }
}
