import Architectures
import Kernels
import Measurement
import Operations
import Testing

@testable import Workloads

/// Cells of ViT beside cells of a model that reads tokens, on one workbench.
@Suite(.serialized) struct VisionTransformerCellTests {
  private func bench(_ logits: Logits, segment: Int = 50) throws -> Workbench {
    var model = ModelConfiguration.bert("small", layers: 2, hidden: 64, heads: 2)
    (model.vocabulary, model.maximumPositions) = (77, 90)
    return try Workbench(
      Transformer(model, logits: logits),
      options: .init(mask: .full, memory: RecurrentMemory(slots: 4, segmentLength: segment)),
      threads: 2, seed: 1)
  }

  /// Whichever ran before, each reads what is its own, over lengths that differ.
  @Test(arguments: Logits.allCases) func inTurn(logits: Logits) throws {
    let bench = try bench(logits)
    let vision = try [1, 2].map { try bench.forward(bench.cell(.visionTransformer, segments: $0)) }
    let full = try bench.forward(bench.cell(.full, segments: 1))
    for run in [full, vision[0], vision[1], full, vision[0]] { try run() }
    for entry in [ArchitectureEntry.visionTransformer, .full] {
      #expect(try bench.check(bench.cell(entry, segments: 2)) < bench.tolerance)
    }
  }

  /// The model's table of positions has 90 rows, which is no matter of ViT's.
  @Test func positionsAreItsOwn() throws {
    let bench = try bench(.last)
    let cost = try bench.calibrate()
    #expect(try bench.estimate(bench.cell(.full, segments: 2), by: cost).obstacle != nil)
    #expect(
      try bench.estimate(bench.cell(.visionTransformer, segments: 2), by: cost).obstacle == nil)
  }

  /// An image whose size is set is checked at that size, and no other length of it is a cell.
  @Test func anImageOfOneSize() throws {
    let entry = try ArchitectureEntry.visionTransformer.with("image", "112")
    let bench = try bench(.last)
    #expect(try bench.check(bench.cell(entry, segments: 1)) < bench.tolerance)
    try bench.forward(bench.cell(entry, segments: 1))()
    #expect(throws: ArchitectureError.self) {
      try bench.forward(bench.cell(entry, segments: 2))()
    }
  }
}
