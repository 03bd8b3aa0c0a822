import Architectures
import Operations
import Testing

@testable import Workloads

@Suite(.serialized) struct KernelBenchmarkTests {
  private func setting(
    _ kernel: KernelBenchmark.Kernel, mask: AttentionMask = .full
  ) -> KernelBenchmark.Setting {
    KernelBenchmark.Setting(
      kernel, positions: 100, heads: 3, headWidth: 32, feedForward: 200, mask: mask, threads: 2,
      budget: 0.001)
  }

  /// Attention 4n²d, or 2n(n + 1)d under a causal mask; products 8nd² + 4ndf; a layer both.
  @Test func usefulFlops() throws {
    let (n, d, f) = (100.0, 96.0, 200.0)
    let products = 8 * n * d * d + 4 * n * d * f
    for (mask, attention) in [(AttentionMask.full, 4 * n * n * d), (.causal, 2 * n * (n + 1) * d)] {
      func flops(_ kernel: KernelBenchmark.Kernel) throws -> Double {
        try KernelBenchmark.subject(of: setting(kernel, mask: mask), seed: 1, on: CPUDevice())
          .amount
      }
      #expect(try flops(.attention) == attention)
      #expect(try flops(.product) == products)
      #expect(try flops(.layer) == attention + products)
    }
  }

  @Test(arguments: KernelBenchmark.Kernel.allCases, AttentionMask.allCases)
  func runs(kernel: KernelBenchmark.Kernel, mask: AttentionMask) throws {
    let result = try KernelBenchmark(setting(kernel, mask: mask), seed: 1, on: CPUDevice())
    #expect(result.medianSeconds > 0 && result.roofShare > 0)
    #expect(result.gigaflopsPerSecond.isFinite)
  }

  /// Sizes whose product overflows, or whose matrices fit nowhere, are known before anything is run.
  @Test func sizesOutOfRange() {
    var large = setting(.layer)
    (large.heads, large.headWidth) = (1 << 16, 1 << 24)
    #expect(throws: ModelConfigurationError.self) { try large.model }
    #expect(throws: ModelConfigurationError.self) { try large.bytes }
    for (heads, width) in [(0, 64), (12, 0), (.max, .max), (-1, 64), (12, -64)] {
      (large.heads, large.headWidth) = (heads, width)
      #expect(throws: ModelConfigurationError.self) { try KernelBenchmark(large, seed: 1) }
    }
    large = setting(.attention)
    large.positions = 0
    #expect(throws: ModelConfigurationError.self) { try KernelBenchmark(large, seed: 1) }
  }

  /// Queries, keys, values and results in four bytes each.
  @Test func bytes() throws {
    #expect(try setting(.attention).bytes == 4 * 4 * 100 * 96)
    var wide = setting(.layer)
    (wide.heads, wide.headWidth, wide.feedForward) = (1 << 16, 1 << 8, 1 << 24)
    #expect(try wide.bytes > 1 << 50)
  }
}
