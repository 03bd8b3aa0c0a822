import Architectures
import Measurement
import Testing

@testable import Workloads

@Suite(.serialized) struct WorkbenchTests {
  private func bench(_ mask: AttentionMask = .full) -> Workbench {
    var model = ModelConfiguration.opt("small", layers: 4, hidden: 96, heads: 2)
    model.feedForward = 160
    return Workbench(
      model: model, layers: 1,
      options: ArchitectureEntry.Options(
        mask: mask, memory: RecurrentMemory(slots: 4, segmentLength: 64)),
      threads: 2, seed: 1)
  }

  @Test(arguments: AttentionMask.allCases)
  func everyCellPassesItsCheck(mask: AttentionMask) throws {
    let bench = bench(mask)
    for entry in ArchitectureEntry.all {
      for segments in [1, 2, 5] {
        let error = try bench.check(bench.cell(entry, segments: segments))
        #expect(error < SweepRunner.tolerance, "\(entry.name) over \(segments)")
      }
    }
  }

  @Test func aWrongResultDoesNotPass() {
    #expect(Workbench.relativeError([1, 2, 3], [1, 2, 3]) == 0)
    #expect(Workbench.relativeError([1, 2, 4], [1, 2, 3]) > 0.3)
    #expect(Workbench.relativeError([1, 2, .nan], [1, 2, 3]) == .infinity)
    #expect(Workbench.relativeError([1, 2], [1, 2, 3]) == .infinity)
  }

  /// Useful FLOPs of one layer: 8nd² + 4ndf, and 4d for each pair of query and key.
  @Test func usefulFlops() throws {
    let n: UInt128 = 3 * 64
    let linear: UInt128 = 8 * n * 96 * 96 + 4 * n * 96 * 160
    for (mask, pairs) in [(AttentionMask.full, n * n), (.causal, n * (n + 1) / 2)] {
      let bench = bench(mask)
      #expect(
        try bench.usefulFlops(of: bench.cell(.full, segments: 3)) == linear + 4 * pairs * 96)
    }
    let bench = bench()
    #expect(
      try bench.usefulFlops(of: bench.cell(.recurrentMemory, segments: 3))
        == linear + 4 * 3 * 64 * 64 * 96)
  }

  @Test func estimatesAndVisits() throws {
    let bench = bench()
    let cost = try bench.calibrate()
    #expect(cost.secondsPerProductFlop > 0 && cost.secondsPerAttentionFlop > 0)
    let small = try bench.estimate(bench.cell(.full, segments: 1), by: cost)
    let large = try bench.estimate(bench.cell(.full, segments: 4096), by: cost)
    #expect(large.seconds > small.seconds && large.bytes > small.bytes)
    // RMT's memory doesn't grow with the number of segments.
    let short = try bench.estimate(bench.cell(.recurrentMemory, segments: 2), by: cost)
    let long = try bench.estimate(bench.cell(.recurrentMemory, segments: 4096), by: cost)
    #expect(long.bytes - short.bytes < 1 << 20)
    let visit = try bench.visit(bench.cell(.recurrentMemory, segments: 3))
    #expect(visit.seconds > 0 && visit.peakResidentBytes > 0)
  }
}
