import Architectures
import Operations
import Testing

@testable import Workloads

/// Cells of an architecture with parameters for each position.
@Suite(.serialized) struct LinformerCellTests {
  private func bench() throws -> Workbench {
    var model = ModelConfiguration.opt("small", layers: 4, hidden: 96, heads: 2)
    model.feedForward = 160
    return try Workbench(
      model: model, layers: 2,
      options: ArchitectureEntry.Options(
        mask: .full, memory: RecurrentMemory(slots: 4, segmentLength: 64)),
      threads: 2, seed: 1)
  }

  /// One engine runs cells of several lengths, each with E and F of its own.
  @Test func lengthsInAnyOrder() throws {
    let bench = try bench()
    for segments in [3, 1, 8, 3] {
      let cell = bench.cell(.linformer, segments: segments)
      try bench.prepare(cell)
      #expect(try bench.pass(cell) > 0)
      #expect(try bench.check(cell) < bench.tolerance)
    }
  }

  /// E and F are part of the memory that is planned, and made before anything is timed.
  @Test func parametersOfItsOwn() throws {
    let bench = try bench()
    let cost = try bench.calibrate()
    let small = try ArchitectureEntry.linformer.with("rank", "8")
    let long = (bench.cell(small, segments: 1 << 20), bench.cell(.linformer, segments: 1 << 20))
    let bytes = (
      try bench.estimate(long.0, by: cost).bytes, try bench.estimate(long.1, by: cost).bytes
    )
    // Two layers of two matrices of 248 more rows, 2²⁶ positions, 4 bytes.
    #expect(bytes.1 - bytes.0 >= 2 * 2 * 248 * 4 << 26)
    #expect(try bench.isWarmedUp(long.0))
    #expect(try !bench.isWarmedUp(bench.cell(.full, segments: 1 << 20)))
    #expect(try !bench.isWarmedUp(bench.cell(.recurrentMemory, segments: 1 << 20)))
  }
}
