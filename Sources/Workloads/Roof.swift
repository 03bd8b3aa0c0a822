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
    /// The median of single runs' durations.
    public let medianSeconds: Double
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
    let peak = Reference { Self.peak(of: .f32, threads: threads) }
    kernels = try
      (Self.products(model, positions: segment, on: engine) + [
        Self.attention(model, options.mask, positions: segment, on: engine),
        Self.layer(
          .recurrentMemory, model, options, segments: 4, type: .f32, threads: threads, seed: seed),
      ]).map { try $0.rate(beside: peak) }
    products = try Self.layerProducts(model, positions: segment, on: engine).rate(beside: peak)
    attention = try Self.attention(
      model, options.mask, positions: segment * Self.attentionSegments, on: engine
    ).rate(beside: peak)
    let memory = try Bandwidth(bytes: Self.memoryBytes, threads: threads)
    let bandwidth = Reference { Self.bandwidth(memory) }
    norm = try Self.norm(model, positions: segment, on: engine).rate(beside: bandwidth)
    peakFlopsPerSecond = peak.median
    bandwidthBytesPerSecond = bandwidth.median
  }

  /// Several times what the caches of today's processors hold.
  private static let memoryBytes = 256 << 20
}
