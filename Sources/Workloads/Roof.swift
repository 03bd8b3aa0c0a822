import Architectures
import Kernels
import Measurement

/// What this machine can reach, and what the kernels reach of it, measured in alternation.
public struct Roof: Sendable {
  /// A rate beside the multiply-add peak measured right before and after it.
  public struct Rate: Sendable {
    public let name: String
    public let gigaflopsPerSecond: Double
    /// The median of the ratios of the kernel to the peaks around it.
    public let shareOfPeak: Double
    /// The fastest run for the fastest peak: what is left when neighbours leave the machine alone.
    public let fastestShareOfPeak: Double
  }

  /// Something to be timed and the FLOPs it performs.
  private struct Subject {
    let name: String
    let flops: Double
    let run: () throws -> Void
  }

  /// FLOPs a second, in units of 10⁹, of independent fused multiply-adds in registers.
  public let peakGigaflopsPerSecond: Double
  public let rates: [Rate]

  /// Pairs of peak and kernel that each rate is the median of.
  public static let pairs = 41

  /// Measures products of one segment with the model's matrices, attention of one segment, and
  /// RMT's whole layer over several.
  public init(
    model: ModelConfiguration, options: ArchitectureEntry.Options, threads: Int, seed: UInt64
  ) throws {
    let rows = SequenceInput.Rows(
      count: options.memory.segmentLength, width: Self.inputWidth(of: model), seed: seed)
    let engine = CPUEngine(
      weights: RandomWeights(seed: seed), input: .rows(rows), threads: threads)
    let subjects =
      try Self.products(model, positions: rows.count, on: engine) + [
        Self.attention(model, options.mask, positions: rows.count, on: engine),
        Self.layer(model, options, threads: threads, seed: seed),
      ]
    var peaks: [Double] = []
    rates = try subjects.map { subject in
      try Self.rate(of: subject, threads: threads, peaks: &peaks)
    }
    peakGigaflopsPerSecond = Statistics.median(peaks)
  }

  private static func products(
    _ model: ModelConfiguration, positions: Int, on engine: CPUEngine
  ) throws -> [Subject] {
    let (hidden, wide) = (model.hidden, model.feedForward)
    let columns = model.queryWidth + 2 * model.keyValueWidth
    return try [
      Linear(.queryKeyValue, name: "qkv", inputs: hidden, outputs: columns, bias: true),
      Linear(.output, name: "output", inputs: model.queryWidth, outputs: hidden, bias: true),
      Linear(
        .feedForward, name: "up", inputs: hidden, outputs: model.isGated ? 2 * wide : wide,
        bias: true),
      Linear(.feedForward, name: "down", inputs: wide, outputs: hidden, bias: true),
    ].map { layer in
      let x = try input(positions: positions, columns: layer.inputs, of: model, on: engine)
      return Subject(
        name: "product \(positions)x\(layer.inputs)x\(layer.outputs)",
        flops: 2 * Double(positions) * Double(layer.inputs) * Double(layer.outputs),
        run: { _ = try engine.linear(x, layer) })
    }
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
      flops: 4 * Double(pairs) * Double(model.queryWidth),
      run: { _ = try engine.attention(queries: queries, keys: keys, values: keys, pattern) })
  }

  private static func layer(
    _ model: ModelConfiguration, _ options: ArchitectureEntry.Options, threads: Int, seed: UInt64
  ) throws -> Subject {
    let bench = Workbench(
      model: model, layers: 1, options: options, threads: threads, seed: seed)
    let cell = bench.cell(.recurrentMemory, segments: 4)
    return Subject(
      name: "RMT, one layer over 4 segments", flops: Double(try bench.usefulFlops(of: cell)),
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

extension Roof {
  /// Seconds that a peak or a kernel runs at a time: long enough for the clock, short enough that
  /// a shared machine is in the same state for a kernel and the peaks on both sides of it.
  private static let slice = 0.04

  private static func rate(
    of subject: Subject, threads: Int, peaks: inout [Double]
  ) throws -> Rate {
    let clock = ContinuousClock()
    try subject.run()
    let single = try clock.measure(subject.run) / .seconds(1)
    let repetitions = max(1, Int(slice / single))
    var (rates, shares): ([Double], [Double]) = ([], [])
    var before = peak(threads: threads)
    for _ in 0..<pairs {
      let duration = try clock.measure { for _ in 0..<repetitions { try subject.run() } }
      let after = peak(threads: threads)
      let rate = subject.flops * Double(repetitions) / (duration / .seconds(1)) / 1e9
      rates.append(rate)
      shares.append(rate / ((before + after) / 2))
      peaks.append(after)
      before = after
    }
    return Rate(
      name: subject.name, gigaflopsPerSecond: Statistics.median(rates),
      shareOfPeak: Statistics.median(shares),
      fastestShareOfPeak: (rates.max() ?? 0) / (peaks.max() ?? .infinity))
  }

  /// The multiply-add peak alone, the median of short runs.
  public static func peakGigaflopsPerSecond(threads: Int) -> Double {
    Statistics.median((0..<pairs).map { _ in peak(threads: threads) })
  }

  private static func peak(threads: Int) -> Double {
    var multiplyAdds = 0.0
    let duration = ContinuousClock().measure {
      multiplyAdds = PeakRate.run(multiplyAdds: 70e9 * slice * Double(threads), threads: threads)
    }
    return 2 * multiplyAdds / (duration / .seconds(1)) / 1e9
  }
}
