import Accounting
import Architectures
import Kernels
import Measurement

/// Makes cells runnable: one engine with a model's layers, and the programs that are timed on it.
///
/// What is timed are the layers alone, from rows of the hidden width to the same; embedding and
/// vocabulary product take no part. Weights and input are random, drawn from the seed.
public final class Workbench {
  public let model: ModelConfiguration
  public let layers: Int
  public let options: ArchitectureEntry.Options
  public let threads: Int
  public let seed: UInt64
  private let transformer: Transformer
  private let engine: CPUEngine
  /// Predicts a pass; known after calibration.
  private var cost: CostModel?
  /// Errors by architecture and number of segments that were checked.
  private var checked: [String: [Int: Double]] = [:]

  /// Rows of input, which repeat from then on: what they hold doesn't change the time.
  private static let inputPeriod = 512
  /// Passes expected to take less are run once untimed before each timed run.
  private static let warmUpLimit = 1.0

  public init(
    model: ModelConfiguration, layers: Int, options: ArchitectureEntry.Options, threads: Int,
    seed: UInt64
  ) {
    self.model = model
    self.layers = layers
    self.options = options
    self.threads = threads
    self.seed = seed
    transformer = Transformer(model, scope: .layers(layers))
    let rows = SequenceInput.Rows(
      count: Self.inputPeriod, width: model.hidden, seed: seed)
    engine = CPUEngine(
      weights: RandomWeights(seed: seed), input: .rows(rows), threads: threads)
  }

  /// The cell of an architecture over a number of segments.
  public func cell(_ entry: ArchitectureEntry, segments: Int) -> Cell {
    Cell(
      architecture: entry.name, segments: segments,
      positions: segments * options.memory.segmentLength,
      setting: Cell.Setting(
        model: model.name, layers: layers, dtype: "f32", mask: options.mask.rawValue,
        threads: threads))
  }

  private func architecture(of cell: Cell) throws -> any Architecture {
    try entry(of: cell).make(transformer, options)
  }

  private func entry(of cell: Cell) throws -> ArchitectureEntry {
    guard let entry = ArchitectureEntry.all.first(where: { $0.name == cell.architecture }) else {
      throw EngineError("there is no architecture '\(cell.architecture)'")
    }
    return entry
  }

  private func ledger(of cell: Cell) throws -> Ledger {
    try Ledger(of: architecture(of: cell), positions: cell.positions)
  }

  /// FLOPs of matrix products that a cell needs, masked pairs left out.
  public func usefulFlops(of cell: Cell) throws -> UInt128 {
    try ledger(of: cell).priced(by: .matmulCausal).total
  }
}

// MARK: Prediction

extension Workbench {
  private func work(of cell: Cell) throws -> CostModel.Work {
    let bill = try ledger(of: cell).priced(by: .matmulCausal)
    let attention = Double((bill.flops(of: .scores) ?? 0) + (bill.flops(of: .weightedSum) ?? 0))
    return CostModel.Work(products: Double(bill.total) - attention, attention: attention)
  }

  /// Packs the weights and measures full attention over two short lengths, to predict from.
  ///
  /// When the shorter takes longer than a second, it alone has to do: the longer would take a good
  /// part of what it is to predict.
  public func calibrate() throws -> CostModel {
    let light = calibrationCell(positions: 512)
    let heavy = calibrationCell(positions: 4096)
    let first = try pass(light)
    let lightSeconds = first > 1 ? first : try fastest(of: light, passes: 3)
    let lightWork = try (work: work(of: light), seconds: lightSeconds)
    let heavyWork =
      first > 1
      ? lightWork : try (work: work(of: heavy), seconds: fastest(of: heavy, passes: 2))
    let model = CostModel(light: lightWork, heavy: heavyWork)
    engine.releaseScratch()
    cost = model
    return model
  }

  private func calibrationCell(positions: Int) -> Cell {
    var cell = cell(.full, segments: 1)
    cell.positions = positions
    return cell
  }

  private func fastest(of cell: Cell, passes: Int) throws -> Double {
    try (0..<passes).map { _ in try pass(cell) }.min() ?? 0
  }

  /// Bytes of the layers' parameters, and of the largest once more while it is packed.
  public var weightBytes: UInt128 {
    let largest = transformer.parametersOfOneLayer.map(\.count).max() ?? 0
    return (ParameterCounts(transformer).total + largest) * 4
  }

  /// What a cell is expected to take; call after `calibrate`, which packs the weights.
  ///
  /// - Parameter roofline: The stored roof that predicts beside what was just measured, if any.
  public func estimate(
    _ cell: Cell, by cost: CostModel, roofline: Roofline? = nil
  ) throws -> SweepPlan.Estimate {
    let ledger = try ledger(of: cell)
    // What is resident now (program, libraries, packed weights) and what the pass adds to it.
    let bytes = 4 * ledger.peakElements + UInt128(ResidentMemory.currentBytes)
    let seconds = cost.seconds(for: try work(of: cell))
    return SweepPlan.Estimate(
      cell: cell, usefulFlops: ledger.priced(by: .matmulCausal).total, seconds: seconds,
      passes: seconds < Self.warmUpLimit ? 2 : 1,
      bytes: Int(min(bytes, UInt128(Int.max))),
      rooflineSeconds: roofline?.time(ledger)?.seconds)
  }
}

// MARK: Measurement

extension Workbench {
  /// One timed pass, warmed up where that is cheap, and the memory it held at most.
  public func visit(_ cell: Cell) throws -> SweepRunner.Visit {
    engine.releaseScratch()
    ResidentMemory.resetPeak()
    if let cost, try cost.seconds(for: work(of: cell)) < Self.warmUpLimit {
      _ = try pass(cell)
    }
    let seconds = try pass(cell)
    return SweepRunner.Visit(seconds: seconds, peakResidentBytes: ResidentMemory.peakBytes)
  }

  /// Seconds of one forward pass.
  func pass(_ cell: Cell) throws -> Double {
    let architecture = try architecture(of: cell)
    let clock = ContinuousClock()
    let duration = try clock.measure {
      try architecture.forward(positions: cell.positions, on: engine) { _, _ in }
    }
    return duration / .seconds(1)
  }

  /// The largest error of the cell's program on a small shape, relative to the reference.
  ///
  /// The small shape has the model's head width, order of norms and activation, so that it goes
  /// through the same kernels: two heads, at most two layers, and one or two segments, each of more
  /// positions than the attention kernel takes at a time. It is computed once for each.
  public func check(_ cell: Cell) throws -> Double {
    let segments = min(cell.segments, 2)
    if let known = checked[cell.architecture]?[segments] { return known }
    let error = try checkedError(of: cell, segments: segments)
    checked[cell.architecture, default: [:]][segments] = error
    return error
  }

  private func checkedError(of cell: Cell, segments: Int) throws -> Double {
    let entry = try entry(of: cell)
    var small = model
    small.heads = min(model.heads, 2)
    small.keyValueHeads = model.keyValueHeads == model.heads ? small.heads : 1
    small.hidden = small.heads * model.headWidth
    small.feedForward = 2 * small.hidden
    let memory = RecurrentMemory(slots: min(options.memory.slots, 32), segmentLength: 301)
    let positions = segments * memory.segmentLength
    let architecture = entry.make(
      Transformer(small, scope: .layers(min(layers, 2))),
      ArchitectureEntry.Options(mask: options.mask, memory: memory))
    let weights = RandomWeights(seed: seed)
    let input = SequenceInput.rows(
      SequenceInput.Rows(count: positions, width: small.hidden, seed: seed))

    let cpu = CPUEngine(weights: weights, input: input, threads: threads)
    var result: [Float] = []
    try architecture.forward(positions: positions, on: cpu) { _, output in
      result += cpu.values(of: output)
    }
    var expected: [Double] = []
    try architecture.forward(
      positions: positions, on: ReferenceEngine(weights: weights, input: input)
    ) { _, output in
      expected += output.values
    }
    return Self.relativeError(result, expected)
  }

  /// The largest difference relative to the largest value; infinite when a result isn't finite.
  static func relativeError(_ result: [Float], _ expected: [Double]) -> Double {
    guard result.count == expected.count, result.allSatisfy(\.isFinite) else { return .infinity }
    let largest = expected.reduce(0) { max($0, abs($1)) }
    let difference = zip(result, expected).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
    return difference / largest
  }
}
