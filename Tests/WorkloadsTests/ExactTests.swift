import Architectures
import Testing

@testable import Workloads

@Suite(.serialized) struct ExactTests {
  private func bench() throws -> Workbench {
    var model = ModelConfiguration.opt("small", layers: 1, hidden: 64, heads: 1)
    model.feedForward = 128
    return try Workbench(
      model: model, layers: 1,
      options: ArchitectureEntry.Options(
        mask: .full, memory: RecurrentMemory(slots: 2, segmentLength: 32)),
      threads: 1, seed: 1)
  }

  /// A pass over two segments does twice what one does.
  @Test func workIsProportionalToSegments() throws {
    let bench = try bench()
    let one = try bench.countedWork(of: bench.cell(.recurrentMemory, segments: 1))
    let two = try bench.countedWork(of: bench.cell(.recurrentMemory, segments: 2))
    #expect(two.flops == 2 * one.flops && one.flops > 0 && two.bytes > one.bytes)
  }

  @Test func collectedPassEnds() throws {
    let bench = try bench()
    try bench.collectedPass(bench.cell(.full, segments: 1))
  }
}
