import Accounting
import Architectures
import Kernels
import Measurement
import Operations
import Statistics

/// Makes cells runnable: one engine with a model, and the programs that are timed on it.
///
/// What is timed are the layers alone, from rows of the hidden width to the same, or the model from
/// tokens to what its head says. Input is drawn from the seed.
public final class Workbench {
  public let transformer: Transformer
  public let options: ArchitectureEntry.Options
  /// Of weights and activations.
  public let type: ElementType
  public let threads: Int
  public let seed: UInt64
  /// Where the weights come from, as records say it: `random`, or a checkpoint's folder.
  public let weightsName: String
  /// What cells are run on.
  public let device: any Device
  /// Of the model's fields, as cells have it.
  private let modelDigest: String
  private let engine: any DeviceEngine
  /// What the engine's input is for.
  private var fed: ProgramInput
  /// Errors of the small programs that were checked.
  private var checked: [SmallProgram: Double] = [:]

  /// Positions of input, which repeat from then on: what they hold doesn't change the time.
  private static let inputPeriod = 512
  /// Cells of fewer useful FLOPs for each thread, about a second's, are run once untimed first.
  ///
  /// By FLOPs, so that it is the same in every process.
  private static let warmUpFlops = 1e11

  /// - Parameters:
  ///   - transformer: The model or its first layers, and where its vocabulary product is taken.
  ///   - type: Of weights and activations; the processor has instructions for it.
  ///   - weights: Values of the transformer's parameters and of a recurrent memory, with the name
  ///     that records give them; random ones when `nil`.
  public init(
    _ transformer: Transformer, options: ArchitectureEntry.Options, type: ElementType = .f32,
    threads: Int, seed: UInt64, weights: (name: String, source: any WeightSource)? = nil,
    on device: any Device = CPUDevice()
  ) throws {
    self.transformer = transformer
    self.options = options
    self.type = type
    self.threads = threads
    self.seed = seed
    self.device = device
    weightsName = weights?.name ?? "random"
    modelDigest = transformer.configuration.json.digest
    fed = transformer.input
    engine = try device.engine(
      weights: weights?.source ?? RandomWeights(seed: seed),
      input: SequenceInput(randomFor: fed, count: Self.inputPeriod, seed: seed),
      threads: threads, type: type)
  }

  /// The first layers alone, on random weights.
  public convenience init(
    model: ModelConfiguration, layers: Int, options: ArchitectureEntry.Options,
    type: ElementType = .f32, threads: Int, seed: UInt64, on device: any Device = CPUDevice()
  ) throws {
    try self.init(
      Transformer(model, scope: .layers(layers)), options: options, type: type,
      threads: threads, seed: seed, on: device)
  }

  /// Gives the engine what a program reads, where what was there is for another one.
  private func feed(_ program: any Architecture) {
    guard program.input != fed else { return }
    fed = program.input
    engine.sequence = SequenceInput(randomFor: fed, count: Self.inputPeriod, seed: seed)
  }

  public var model: ModelConfiguration { transformer.configuration }
  public var layers: Int { transformer.layerCount }

  /// Where the vocabulary product is taken; `nil` when the layers alone are timed.
  public var logits: Logits? {
    transformer.scope == .wholeModel ? transformer.logits : nil
  }

  /// The cell of an architecture over a number of segments.
  public func cell(_ entry: ArchitectureEntry, segments: Int) -> Cell {
    Cell(
      architecture: entry.name, segments: segments,
      positions: segments * options.memory.segmentLength,
      setting: Cell.Setting(
        model: model.name, modelDigest: modelDigest, layers: layers, dtype: type.rawValue,
        mask: options.mask.rawValue, device: device.name, threads: threads,
        memorySlots: options.memory.slots,
        logits: logits?.rawValue, weights: weightsName))
  }

  /// The cell of that name.
  ///
  /// - Throws: A sentence when there is no such architecture.
  public func cell(named name: CellName) throws -> Cell {
    try cell(entry(named: name.architecture), segments: name.segments)
  }

  private func architecture(of cell: Cell) throws -> any Architecture {
    var options = options
    options.length = cell.positions
    return try entry(of: cell).make(transformer, options)
  }

  private func entry(of cell: Cell) throws -> ArchitectureEntry {
    try entry(named: cell.architecture)
  }

  private func entry(named name: String) throws -> ArchitectureEntry {
    guard let entry = ArchitectureEntry.named(name) else {
      throw EngineError("there is no architecture '\(name)'")
    }
    return entry
  }

  func ledger(of cell: Cell) throws -> Ledger {
    try Ledger(of: architecture(of: cell), positions: cell.positions, device: device.kernels)
  }

  /// FLOPs of matrix products that a cell needs, masked pairs left out.
  public func usefulFlops(of cell: Cell) throws -> UInt128 {
    try ledger(of: cell).priced(by: .matmulCausal).total
  }
}

// MARK: Prediction

extension Workbench {
  /// Whether a cell is run once untimed before it is timed: a short one, and one whose first pass
  /// makes parameters that are no Transformer's.
  public func isWarmedUp(_ cell: Cell) throws -> Bool {
    try Double(usefulFlops(of: cell)) < Self.warmUpFlops * Double(threads)
      || ownParameters(of: cell) > 0
  }

  /// Parameters of a cell that ``calibrate()`` doesn't pack, since full attention has none of them;
  /// the few rows of a memory aren't worth a pass.
  private func ownParameters(of cell: Cell) throws -> UInt128 {
    let known = Set(transformer.parameters)
    func count(_ parameters: [Parameter]) -> UInt128 {
      parameters.filter { !known.contains($0) && $0.kind != .memory }.reduce(0) { $0 + $1.count }
    }
    let architecture = try architecture(of: cell)
    return architecture.model.parametersByKind.reduce(count(architecture.ownParameters)) {
      $0 + UInt128($1.layers) * count($1.parameters)
    }
  }

  private func work(of cell: Cell) throws -> CostModel.Work {
    let bill = try ledger(of: cell).priced(by: .matmulCausal)
    let attention = Double((bill.flops(of: .scores) ?? 0) + (bill.flops(of: .weightedSum) ?? 0))
    return CostModel.Work(products: Double(bill.total) - attention, attention: attention)
  }

  /// Packs the weights, as the first pass of any length does.
  public func packWeights() throws {
    _ = try pass(calibrationCell(positions: 1))
  }

  /// Packs the weights and measures full attention over two short lengths, to predict from.
  ///
  /// When the shorter takes longer than a second, it alone has to do: the longer would take a good
  /// part of what it is to predict.
  public func calibrate() throws -> CostModel {
    // Scores of all positions would take more memory than some of the cells that are planned.
    let most = min(
      logits == .all ? 1024 : 4096, positionsAtOnce(by: transformer.configuration) ?? .max)
    let light = calibrationCell(positions: max(1, most / 8))
    let heavy = calibrationCell(positions: most)
    // That takes longer than a pass over few positions.
    try packWeights()
    let first = try pass(light)
    let lightSeconds = first > 1 ? first : try fastest(of: light, forSeconds: 0.6)
    let lightWork = try (work: work(of: light), seconds: lightSeconds)
    let heavyWork =
      first > 1
      ? lightWork : try (work: work(of: heavy), seconds: fastest(of: heavy, forSeconds: 1.2))
    let model = CostModel(light: lightWork, heavy: heavyWork)
    engine.releaseScratch()
    return model
  }

  private func calibrationCell(positions: Int) -> Cell {
    var cell = cell(.full, segments: 1)
    cell.positions = positions
    return cell
  }

  /// The fastest of passes over so long that the moment a process starts in doesn't decide a plan.
  private func fastest(of cell: Cell, forSeconds seconds: Double) throws -> Double {
    var (fastest, spent) = (Double.infinity, 0.0)
    repeat {
      let time = try pass(cell)
      fastest = min(fastest, time)
      spent += time
    } while spent < seconds
    return fastest
  }

  /// Bytes of the parameters at 4 each, and of the largest once more while it is packed.
  ///
  /// A table of tokens that serves the vocabulary product too is held twice: plain and packed.
  public var weightBytes: UInt128 {
    let outside = transformer.parametersOutsideLayers
    let inLayers = transformer.parametersByKind.flatMap(\.parameters)
    let largest = (inLayers + outside).map(\.count).max() ?? 0
    let isSharing = logits != nil && logits != Logits.none && transformer.isTied
    let table = isSharing ? outside.first { $0.kind == .embedding }?.count ?? 0 : 0
    return (ParameterCounts(transformer).total + table + largest) * 4
  }

  /// The most positions that attention can span, where the model has a table of them to look up.
  private func positionsAtOnce(by model: ModelConfiguration) -> Int? {
    guard logits != nil, case .learned = model.positions else { return nil }
    return model.maximumPositions
  }

  /// The positions of a cell that attention spans: all of them, or those of a segment.
  private func positionsAtOnce(in cell: Cell) throws -> Int {
    let cut = try architecture(of: cell).segmentation(of: cell.positions)
    return min(cell.positions, cut?.length ?? cell.positions)
  }

  /// Why a cell can't be run at all, in a sentence; `nil` when it can.
  private func obstacle(to cell: Cell) throws -> String? {
    let model = try architecture(of: cell).model.configuration
    guard let most = positionsAtOnce(by: model) else { return nil }
    let needed = try positionsAtOnce(in: cell)
    guard needed > most else { return nil }
    let sentence = "positions: \(model.name) has \(most), and \(needed) are needed at once"
    return weightsName == "random"
      ? sentence + "; --set positions=\(needed) gives it more" : sentence
  }

  private static func peakBytes(of ledger: Ledger, _ type: ElementType) -> UInt128 {
    switch type {
    case .f32: 4 * ledger.peakElements
    case .bf16: ledger.peakMixedBytes
    }
  }

  /// What a cell is expected to take; call after `calibrate`, which packs the weights.
  ///
  /// - Parameter roofline: The stored roof that predicts beside what was just measured, if any.
  public func estimate(
    _ cell: Cell, by cost: CostModel, roofline: Roofline? = nil
  ) throws -> SweepPlan.Estimate {
    let ledger = try ledger(of: cell)
    // What is resident now (program, libraries, packed weights) and what the pass adds to it.
    let bytes =
      try Self.peakBytes(of: ledger, type) + 4 * ownParameters(of: cell)
      + UInt128(device.currentBytes)
    let seconds = cost.seconds(for: try work(of: cell))
    return try SweepPlan.Estimate(
      cell, usefulFlops: ledger.priced(by: .matmulCausal).total, seconds: seconds,
      isWarmedUp: isWarmedUp(cell), bytes: Int(min(bytes, UInt128(Int.max))),
      rooflineSeconds: roofline?.time(ledger)?.seconds, obstacle: obstacle(to: cell))
  }
}

// MARK: Measurement

extension Workbench {
  /// A forward pass of a cell, ready to be run again and again.
  func forward(_ cell: Cell) throws -> () throws -> Void {
    let (architecture, engine) = (try architecture(of: cell), engine)
    feed(architecture)
    return { [self] in
      // Another cell's program may have been made ready since.
      feed(architecture)
      try engine.run(architecture, positions: cell.positions)
    }
  }

  /// Names of the operations without a kernel that were performed since the last `prepare`.
  var loweredOperations: [String] { engine.loweredOperations.sorted() }

  /// Forgets what earlier cells left behind: memory, parameters that this one hasn't, and the highest
  /// mark of memory.
  ///
  /// Where no untimed pass follows, a rehearsal makes what it would have made.
  func prepare(_ cell: Cell) throws {
    let architecture = try architecture(of: cell)
    engine.releaseParameters(
      except: architecture.model.parameters + architecture.ownParameters)
    engine.releaseScratch()
    engine.forgetLoweredOperations()
    device.resetPeakBytes()
    // Or the system would clear its pages while the clock runs.
    if try !isWarmedUp(cell) { try engine.rehearse(forward(cell)) }
  }

  /// Seconds of one forward pass.
  func pass(_ cell: Cell) throws -> Double {
    try TimedBlock.seconds(passes: 1, then: device.synchronize, forward(cell))
  }

  /// The largest error that a cell of random weights may have and still be stored.
  public var tolerance: Double {
    switch type {
    case .f32: 1e-5
    // Gates and rotation round once more than the models of other programs that are verified.
    case .bf16: 2 * type.tolerance
    }
  }

  /// The largest error of the cell's program on a small shape, relative to the reference.
  ///
  /// The small shape has the model's head width, order of norms and activation, so that it goes
  /// through the same kernels, on random weights also where the model's are a checkpoint's: two
  /// heads, at most two layers, and one or two segments, each of more positions than the attention
  /// kernel takes at a time, in chunks of rows where the cell's go through in chunks. It is computed
  /// once for each.
  public func check(_ cell: Cell) throws -> Double {
    let limit = transformer.rowsAtOnce ?? .max
    let program = try SmallProgram(
      architecture: cell.architecture, segments: min(cell.segments, 2),
      rowsAtOnce: positionsAtOnce(in: cell) > limit ? 128 : nil)
    if let known = checked[program] { return known }
    let error = try checkedError(of: program, entry(of: cell))
    checked[program] = error
    return error
  }

  /// What a check runs for a cell.
  private struct SmallProgram: Hashable {
    let architecture: String
    let segments: Int
    let rowsAtOnce: Int?
  }

  private func checkedError(
    of program: SmallProgram, _ entry: ArchitectureEntry
  ) throws -> Double {
    var small = model
    small.heads = min(model.heads, 2)
    small.keyValueHeads = model.keyValueHeads == model.heads ? small.heads : 1
    small.hidden = small.heads * model.headWidth
    small.feedForward = 2 * small.hidden
    small.layers = min(layers, 2)
    small.vocabulary = min(model.vocabulary, 301)
    small.embeddingWidth =
      model.embeddingWidth == model.hidden ? small.hidden : max(1, small.hidden / 2)
    let memory = RecurrentMemory(slots: min(options.memory.slots, 32), segmentLength: 301)
    func architecture(over positions: Int) -> any Architecture {
      small.maximumPositions = positions
      let transformer = Transformer(
        small, scope: logits == nil ? .layers(small.layers) : .wholeModel,
        logits: self.transformer.logits, rowsAtOnce: program.rowsAtOnce)
      return entry.make(
        transformer,
        ArchitectureEntry.Options(mask: options.mask, memory: memory, length: positions))
    }
    let usual = program.segments * memory.segmentLength
    let positions = architecture(over: usual).onlyLength ?? usual
    let architecture = architecture(over: positions)
    let weights = RandomWeights(seed: seed)
    let input = SequenceInput(randomFor: architecture.input, count: positions, seed: seed)

    let own = try device.engine(weights: weights, input: input, threads: threads, type: type)
    let result = try own.outputs(of: architecture, positions: positions)
    var expected: [Double] = []
    try architecture.forward(
      positions: positions, on: ReferenceEngine(weights: weights, input: input)
    ) { _, output in
      expected += output.values
    }
    return RelativeError.largest(result.map(Double.init), expected)
  }
}
