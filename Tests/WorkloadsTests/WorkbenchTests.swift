import Architectures
import Kernels
import Measurement
import Operations
import TestSupport
import Testing

@testable import Workloads

@Suite(.serialized) struct WorkbenchTests {
  private func bench(_ mask: AttentionMask = .full, _ type: ElementType = .f32) throws -> Workbench
  {
    var model = ModelConfiguration.opt("small", layers: 4, hidden: 96, heads: 2)
    model.feedForward = 160
    return try Workbench(
      model: model, layers: 1,
      options: ArchitectureEntry.Options(
        mask: mask, memory: RecurrentMemory(slots: 4, segmentLength: 64)),
      type: type, threads: 2, seed: 1)
  }

  @Test(arguments: AttentionMask.allCases, ElementType.allCases.filter(\.isAvailable))
  func everyCellPassesItsCheck(mask: AttentionMask, type: ElementType) throws {
    let bench = try bench(mask, type)
    #expect(bench.cell(.full, segments: 1).setting.dtype == type.rawValue)
    for entry in ArchitectureEntry.allForms where entry.masks.contains(bench.options.mask) {
      for segments in [1, 2, 5] {
        let error = try bench.check(bench.cell(entry, segments: segments))
        #expect(error < bench.tolerance, "\(entry.name) over \(segments)")
      }
    }
  }

  /// A cell's architecture is its entry's name, read back by the registry.
  @Test func storedScoresAreMoreMemoryForTheSameWork() throws {
    let bench = try bench()
    let cost = try bench.calibrate()
    let cells = [ArchitectureEntry.full, .fullStoringScores].map { bench.cell($0, segments: 20) }
    #expect(cells[1].architecture == "full:scores=stored")
    let estimates = try cells.map { try bench.estimate($0, by: cost) }
    #expect(estimates[0].usefulFlops == estimates[1].usefulFlops)
    // Two heads of 1280 positions squared, in 4 bytes; less what the fused one has at its peak.
    #expect(estimates[1].bytes - estimates[0].bytes > 2 * 1280 * 1280 * 3)
    var unknown = cells[1]
    unknown.architecture = "full:scores=kept"
    #expect(throws: EngineError.self) { try bench.usefulFlops(of: unknown) }
  }

  @Test func aWrongResultDoesNotPass() {
    #expect(RelativeError.largest([1, 2, 3], [1, 2, 3]) == 0)
    #expect(RelativeError.largest([1, 2, 4], [1, 2, 3]) > 0.3)
    #expect(RelativeError.largest([1, 2, .nan], [1, 2, 3]) == .infinity)
    #expect(RelativeError.largest([1, 2], [1, 2, 3]) == .infinity)
  }

  /// Useful FLOPs of one layer: 8nd² + 4ndf, and 4d for each pair of query and key.
  @Test func usefulFlops() throws {
    let n: UInt128 = 3 * 64
    let linear: UInt128 = 8 * n * 96 * 96 + 4 * n * 96 * 160
    for (mask, pairs) in [(AttentionMask.full, n * n), (.causal, n * (n + 1) / 2)] {
      let bench = try bench(mask)
      #expect(
        try bench.usefulFlops(of: bench.cell(.full, segments: 3)) == linear + 4 * pairs * 96)
    }
    let bench = try bench()
    #expect(
      try bench.usefulFlops(of: bench.cell(.recurrentMemory, segments: 3))
        == linear + 4 * 3 * 64 * 64 * 96)
  }

  @Test func estimatesAndVisits() throws {
    let bench = try bench()
    let cost = try bench.calibrate()
    #expect(cost.secondsPerProductFlop > 0 && cost.secondsPerAttentionFlop > 0)
    let small = try bench.estimate(bench.cell(.full, segments: 1), by: cost)
    let large = try bench.estimate(bench.cell(.full, segments: 4096), by: cost)
    #expect(large.seconds > small.seconds && large.bytes > small.bytes)
    // RMT's memory doesn't grow with the number of segments.
    let short = try bench.estimate(bench.cell(.recurrentMemory, segments: 2), by: cost)
    let long = try bench.estimate(bench.cell(.recurrentMemory, segments: 4096), by: cost)
    #expect(long.bytes - short.bytes < 1 << 20)
  }

  /// A whole round: each cell once, checked, timed and with its sentinels.
  @Test func round() throws {
    let bench = try bench()
    let cells = [
      bench.cell(.recurrentMemory, segments: 3).name, bench.cell(.full, segments: 1).name,
      CellName(architecture: "nothing", segments: 1),
    ]
    var visitor = RoundVisitor(WorkbenchRound(bench, cores: [0]), round: 1, isChecked: true)
    var samples: [Sample] = []
    visitor.run(cells.map { .init($0, digest: "0", retrySeconds: 0) }) { samples.append($0) }
    #expect(samples.map(\.cell) == cells)
    for sample in samples.dropLast() {
      #expect(sample.status == .measured && sample.seconds ?? 0 > 0 && sample.passes ?? 0 >= 1)
      #expect(sample.residentBytes ?? 0 > 0 && sample.checkedError ?? 1 < bench.tolerance)
      #expect(sample.sentinels?.calibrationFastestSeconds ?? 0 > 0)
    }
    #expect(samples.last?.status == .failed)
  }

  private func wholeModel(
    _ model: ModelConfiguration, _ logits: Logits, _ mask: AttentionMask,
    weights: (name: String, source: any WeightSource)? = nil
  ) throws -> Workbench {
    try Workbench(
      Transformer(model, logits: logits),
      options: ArchitectureEntry.Options(
        mask: mask, memory: RecurrentMemory(slots: 4, segmentLength: 64)),
      threads: 2, seed: 1, weights: weights)
  }

  /// From tokens, through projections, positions, token types and every head.
  @Test(arguments: Logits.allCases)
  func wholeModelsPassTheirCheck(logits: Logits) throws {
    var projected = ModelConfiguration.opt("projected", layers: 3, hidden: 96, heads: 2)
    (projected.embeddingWidth, projected.vocabulary, projected.normalisation) = (40, 77, .after)
    var bert = ModelConfiguration.bert("small", layers: 2, hidden: 64, heads: 2)
    for (model, mask) in [(projected, AttentionMask.causal), (bert, .full)] {
      for entry in ArchitectureEntry.all where entry.masks.contains(mask) {
        let bench = try wholeModel(model, logits, mask)
        let error = try bench.check(bench.cell(entry, segments: 2))
        #expect(error < bench.tolerance, "\(model.name) \(entry.name)")
      }
    }
    for head: ModelConfiguration.Head in [
      .classifier(labels: 5), .maskedVocabulary, .hiddenStates, .positionLabels(3, hasBias: true),
    ] {
      bert.head = head
      let bench = try wholeModel(bert, logits, .full)
      #expect(try bench.check(bench.cell(.recurrentMemory, segments: 2)) < bench.tolerance)
    }
  }

  /// Beside the layers' FLOPs, 2dV for each position that is asked about.
  @Test func usefulFlopsOfAWholeModel() throws {
    var model = ModelConfiguration.opt("small", layers: 1, hidden: 96, heads: 2)
    (model.feedForward, model.vocabulary) = (160, 500)
    let layers = try bench().usefulFlops(of: bench().cell(.full, segments: 3))
    for (logits, rows) in [(Logits.none, UInt128(0)), (.last, 1), (.all, 3 * 64)] {
      let bench = try wholeModel(model, logits, .full)
      let cell = bench.cell(.full, segments: 3)
      #expect(try bench.usefulFlops(of: cell) - layers == 2 * rows * 96 * 500)
      #expect(cell.setting.logits == logits.rawValue && cell.setting.weights == "random")
    }
    #expect(try bench().cell(.full, segments: 3).setting.logits == nil)
  }

  /// A model's table of positions ends somewhere: attention can't span more, RMT needn't.
  @Test func positionsThatTheModelDoesNotHave() throws {
    var model = ModelConfiguration.opt("small", layers: 1, hidden: 32, heads: 1)
    (model.vocabulary, model.maximumPositions) = (50, 128)
    let bench = try wholeModel(model, .last, .causal)
    let cost = try bench.calibrate()
    func obstacle(_ entry: ArchitectureEntry, _ segments: Int) throws -> String? {
      try bench.estimate(bench.cell(entry, segments: segments), by: cost).obstacle
    }
    #expect(try obstacle(.full, 2) == nil)
    #expect(try obstacle(.full, 3)?.contains("opt-small has 128, and 192 are needed") == true)
    #expect(try obstacle(.recurrentMemory, 4096) == nil)
    model.positions = .rotary(RotaryEncoding(width: 32))
    #expect(
      try wholeModel(model, .last, .causal).estimate(bench.cell(.full, segments: 3), by: cost)
        .obstacle == nil)
  }

  /// Weights that can't be had.
  private struct Nothing: WeightSource {
    struct Missing: Error {}

    func values(of _: Parameter) throws -> [Float] { throw Missing() }
  }

  /// The weights that are given are those that are timed; the check's are random all the same.
  @Test func weightsOfACheckpoint() throws {
    var model = ModelConfiguration.opt("small", layers: 1, hidden: 32, heads: 1)
    model.vocabulary = 50
    let bench = try wholeModel(model, .all, .causal, weights: ("folder", Nothing()))
    let cell = bench.cell(.full, segments: 1)
    #expect(cell.setting.weights == "folder")
    #expect(throws: Nothing.Missing.self) { try bench.pass(cell) }
    #expect(try bench.check(cell) < bench.tolerance)
  }
}
