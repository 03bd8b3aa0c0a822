import Architectures
import Kernels
import Measurement

/// What this machine can reach, and what the kernels reach of it, measured in alternation.
public struct Roof: Sendable {
  /// A kernel's rate beside the machine's, which is measured right before and after it.
  public struct Rate: Sendable {
    public let name: String
    /// In the machine's unit: FLOP/s or B/s.
    public let perSecond: Double
    /// The median of the ratios of the kernel's rate to the machine's around it.
    public let share: Double
    /// The fastest run for the machine's fastest: what is left when neighbours leave it alone.
    public let fastestShare: Double
  }

  /// FLOPs a second of independent fused multiply-adds in registers.
  public let peakFlopsPerSecond: Double
  /// Bytes a second that a copy of much more than the caches hold reads and writes.
  public let bandwidthBytesPerSecond: Double
  /// Products of one segment with each of the model's matrices, attention of one segment, RMT's
  /// whole layer over several: shares of the peak, to look at.
  public let kernels: [Rate]
  /// All products of a layer over one segment, one after the other: a share of the peak.
  public let products: Rate
  /// Attention over several segments' positions: a share of the peak.
  public let attention: Rate
  /// Layer normalisation of one segment: a share of the bandwidth, above 1 while it stays in caches.
  public let norm: Rate

  /// Pairs of machine and kernel that each rate is the median of.
  public static let pairs = 41
  /// Segments whose positions the attention spans that predictions are made from.
  public static let attentionSegments = 8

  /// Measures everything; it takes about a minute.
  public init(
    model: ModelConfiguration, options: ArchitectureEntry.Options, threads: Int, seed: UInt64
  ) throws {
    let segment = options.memory.segmentLength
    let rows = SequenceInput.Rows(
      count: segment * Self.attentionSegments, width: Self.inputWidth(of: model), seed: seed)
    let engine = CPUEngine(
      weights: RandomWeights(seed: seed), input: .rows(rows), threads: threads)
    let peak = Reference(unit: "FLOP/s") { Self.peak(threads: threads) }
    kernels = try
      (Self.products(model, positions: segment, on: engine) + [
        Self.attention(model, options.mask, positions: segment, on: engine),
        Self.layer(model, options, threads: threads, seed: seed),
      ]).map { try $0.rate(beside: peak) }
    products = try Self.layerProducts(model, positions: segment, on: engine).rate(beside: peak)
    attention = try Self.attention(
      model, options.mask, positions: segment * Self.attentionSegments, on: engine
    ).rate(beside: peak)
    let memory = try Bandwidth(bytes: Self.memoryBytes, threads: threads)
    let bandwidth = Reference(unit: "B/s") { Self.bandwidth(memory) }
    norm = try Self.norm(model, positions: segment, on: engine).rate(beside: bandwidth)
    peakFlopsPerSecond = peak.median
    bandwidthBytesPerSecond = bandwidth.median
  }

  /// Several times what the caches of today's processors hold.
  private static let memoryBytes = 256 << 20
}

// MARK: Subjects

extension Roof {
  /// The matrices of a layer; bias, activation and residual as a layer has them.
  private static func matrices(of model: ModelConfiguration) -> [Linear] {
    let (hidden, wide) = (model.hidden, model.feedForward)
    let columns = model.queryWidth + 2 * model.keyValueWidth
    return [
      Linear(.queryKeyValue, name: "qkv", inputs: hidden, outputs: columns, bias: true),
      Linear(.output, name: "output", inputs: model.queryWidth, outputs: hidden, bias: true),
      Linear(
        .feedForward, name: "up", inputs: hidden, outputs: model.isGated ? 2 * wide : wide,
        bias: true),
      Linear(.feedForward, name: "down", inputs: wide, outputs: hidden, bias: true),
    ]
  }

  private static func flops(_ layer: Linear, positions: Int) -> Double {
    2 * Double(positions) * Double(layer.inputs) * Double(layer.outputs)
  }

  private static func products(
    _ model: ModelConfiguration, positions: Int, on engine: CPUEngine
  ) throws -> [Subject] {
    try matrices(of: model).map { layer in
      let x = try input(positions: positions, columns: layer.inputs, of: model, on: engine)
      return Subject(
        name: "product \(positions)x\(layer.inputs)x\(layer.outputs)",
        amount: flops(layer, positions: positions), run: { _ = try engine.linear(x, layer) })
    }
  }

  private static func layerProducts(
    _ model: ModelConfiguration, positions: Int, on engine: CPUEngine
  ) throws -> Subject {
    let layers = matrices(of: model)
    let inputs = try layers.map {
      try input(positions: positions, columns: $0.inputs, of: model, on: engine)
    }
    let residual = try input(positions: positions, columns: model.hidden, of: model, on: engine)
    return Subject(
      name: "all products of a layer",
      amount: layers.reduce(0) { $0 + flops($1, positions: positions) },
      run: {
        _ = try engine.linear(inputs[0], layers[0])
        _ = try engine.linear(inputs[1], layers[1], activation: nil, adding: residual)
        _ = try engine.linear(
          inputs[2], layers[2], activation: model.isGated ? nil : model.activation)
        _ = try engine.linear(inputs[3], layers[3], activation: nil, adding: residual)
      })
  }

  private static func norm(
    _ model: ModelConfiguration, positions: Int, on engine: CPUEngine
  ) throws -> Subject {
    let norm = Norm(
      .attentionNorm, kind: model.norm, name: "norm", width: model.hidden,
      epsilon: model.normEpsilon)
    let x = try input(positions: positions, columns: model.hidden, of: model, on: engine)
    let bytes = 2 * Double(positions) * Double(model.hidden) * 4
    return Subject(
      name: "norm of \(positions) positions", amount: bytes, run: { _ = try engine.norm(x, norm) })
  }

  private static func attention(
    _ model: ModelConfiguration, _ mask: AttentionMask, positions: Int, on engine: CPUEngine
  ) throws -> Subject {
    let pattern = AttentionPattern(
      heads: model.heads, keyValueHeads: model.keyValueHeads, headWidth: model.headWidth,
      mask: mask, window: model.window?.length)
    let queries = try input(positions: positions, columns: model.queryWidth, of: model, on: engine)
    let keys = engine.columns(0..<model.keyValueWidth, of: queries)
    let pairs = pattern.pairs(queries: positions, keys: positions)
    return Subject(
      name: "attention over \(positions) positions",
      amount: 4 * Double(pairs) * Double(model.queryWidth),
      run: { _ = try engine.attention(queries: queries, keys: keys, values: keys, pattern) })
  }

  private static func layer(
    _ model: ModelConfiguration, _ options: ArchitectureEntry.Options, threads: Int, seed: UInt64
  ) throws -> Subject {
    let bench = Workbench(
      model: model, layers: 1, options: options, threads: threads, seed: seed)
    let cell = bench.cell(.recurrentMemory, segments: 4)
    return Subject(
      name: "RMT, one layer over 4 segments", amount: Double(try bench.usefulFlops(of: cell)),
      run: { _ = try bench.pass(cell) })
  }

  private static func input(
    positions: Int, columns: Int, of model: ModelConfiguration, on engine: CPUEngine
  ) throws -> CPUEngine.Tensor {
    let rows = try engine.input(at: 0..<positions, width: inputWidth(of: model))
    return try engine.concatenate([engine.columns(0..<columns, of: rows)])
  }

  /// Columns of the widest matrix that a product or attention reads.
  private static func inputWidth(of model: ModelConfiguration) -> Int {
    max(model.feedForward, model.hidden, model.queryWidth)
  }
}

// MARK: Timing

/// What a kernel is held against: the machine's own rate, measured again and again.
private final class Reference {
  let unit: String
  private let measure: () -> Double
  private(set) var rates: [Double] = []

  init(unit: String, _ measure: @escaping () -> Double) {
    self.unit = unit
    self.measure = measure
  }

  func next() -> Double {
    let rate = measure()
    rates.append(rate)
    return rate
  }

  var median: Double { Statistics.median(rates) }
}

/// Something to be timed, and how much it does: FLOPs or bytes.
private struct Subject {
  let name: String
  let amount: Double
  let run: () throws -> Void

  /// The rate, each run between two of the reference.
  func rate(beside reference: Reference) throws -> Roof.Rate {
    let clock = ContinuousClock()
    try run()
    let single = try clock.measure(run) / .seconds(1)
    let repetitions = max(1, Int(Roof.slice / single))
    // A kernel that takes longer than a slice is timed less often.
    let pairs = max(7, Int(Double(Roof.pairs) * min(1, Roof.slice / single)))
    var (rates, shares): ([Double], [Double]) = ([], [])
    var machine: [Double] = []
    var before = reference.next()
    for _ in 0..<pairs {
      let duration = try clock.measure { for _ in 0..<repetitions { try run() } }
      let after = reference.next()
      let rate = amount * Double(repetitions) / (duration / .seconds(1))
      rates.append(rate)
      shares.append(rate / ((before + after) / 2))
      machine.append(after)
      before = after
    }
    return Roof.Rate(
      name: name, perSecond: Statistics.median(rates), share: Statistics.median(shares),
      fastestShare: (rates.max() ?? 0) / (machine.max() ?? .infinity))
  }
}

extension Roof {
  /// Seconds that a kernel or the machine runs at a time: long enough for the clock, short enough
  /// that a shared machine is in the same state for a kernel and the machine on both sides of it.
  fileprivate static let slice = 0.04

  /// The multiply-add peak alone in FLOP/s, the median of short runs.
  public static func peakFlopsPerSecond(threads: Int) -> Double {
    Statistics.median((0..<pairs).map { _ in peak(threads: threads) })
  }

  private static func peak(threads: Int) -> Double {
    var multiplyAdds = 0.0
    let duration = ContinuousClock().measure {
      multiplyAdds = PeakRate.run(multiplyAdds: 70e9 * slice * Double(threads), threads: threads)
    }
    return 2 * multiplyAdds / (duration / .seconds(1))
  }

  private static func bandwidth(_ memory: Bandwidth) -> Double {
    var bytes = 0.0
    let duration = ContinuousClock().measure { bytes = memory.run() }
    return bytes / (duration / .seconds(1))
  }
}
