import Architectures
import Kernels
import Measurement
import Operations

/// One kernel timed as the programs it is compared with time theirs, beside the machine's peak.
public struct KernelBenchmark: Sendable {
  public enum Kernel: String, Sendable, CaseIterable {
    /// Attention of all heads, from queries, keys and values side by side in one matrix.
    case attention
    /// A whole layer of OPT's make, and the norm that follows the last one.
    case layer
    /// The four products of a layer with bias, ReLU and residual, without attention.
    case product
  }

  /// Sizes, as another program takes them too.
  public struct Setting: Sendable {
    public var kernel: Kernel
    public var positions: Int
    public var heads: Int
    public var headWidth: Int
    /// Inner width of the feed-forward.
    public var feedForward: Int
    public var mask: AttentionMask
    /// Of weights and activations.
    public var type: ElementType
    public var threads: Int
    /// Seconds of sampling, the machine's peak around it not included.
    public var budget: Double

    public init(
      _ kernel: Kernel, positions: Int = 512, heads: Int = 12, headWidth: Int = 64,
      feedForward: Int = 3072, mask: AttentionMask = .full, type: ElementType = .f32,
      threads: Int, budget: Double = 1
    ) {
      self.kernel = kernel
      self.positions = positions
      self.heads = heads
      self.headWidth = headWidth
      self.feedForward = feedForward
      self.mask = mask
      self.type = type
      self.threads = threads
      self.budget = budget
    }

    /// A model with one layer of these sizes.
    ///
    /// - Throws: `ModelConfigurationError` when a size is out of range.
    public var model: ModelConfiguration {
      get throws(ModelConfigurationError) {
        let (width, isTooLarge) = heads.multipliedReportingOverflow(by: headWidth)
        var model = ModelConfiguration.opt("layer", layers: 1, hidden: 1, heads: 1)
        model.hidden = isTooLarge ? .max : width
        model.embeddingWidth = model.hidden
        (model.heads, model.keyValueHeads, model.headWidth) = (heads, heads, headWidth)
        model.feedForward = feedForward
        model.maximumPositions = positions
        return try model.validated()
      }
    }

    /// Bytes of weights, inputs and results at most.
    ///
    /// - Throws: `ModelConfigurationError` when a size is out of range.
    public var bytes: UInt128 {
      get throws(ModelConfigurationError) {
        _ = try model
        let (rows, wide) = (UInt128(positions), UInt128(feedForward))
        let width = UInt128(heads) * UInt128(headWidth)
        let attention = 4 * rows * width
        guard kernel != .attention else { return 4 * attention }
        // Every matrix once more while it is packed.
        let weights = 2 * (4 * width * width + 2 * width * wide)
        return 4 * (weights + 2 * attention + 3 * rows * (width + wide))
      }
    }
  }

  public let setting: Setting
  /// FLOPs of matrix products that are needed, masked pairs left out.
  public let flops: Double
  /// Of single runs.
  public let medianSeconds: Double
  /// The median of the ratios of the kernel's rate to the multiply-add peak around it.
  public let roofShare: Double

  /// Useful FLOPs in a second at the median, in units of 10⁹.
  public var gigaflopsPerSecond: Double { flops / medianSeconds / 1e9 }

  /// Times the kernel on random input.
  ///
  /// - Throws: `ModelConfigurationError` when a size is out of range; what the engine throws.
  public init(
    _ setting: Setting, seed: UInt64, on device: any Device = CPUDevice()
  ) throws {
    let subject = try Self.subject(of: setting, seed: seed, on: device)
    let peak = MachineRate { device.peak(of: setting.type, threads: setting.threads) }
    let rate = try subject.rate(beside: peak, seconds: setting.budget)
    self.setting = setting
    flops = subject.amount
    medianSeconds = rate.medianSeconds
    roofShare = rate.share
  }

  /// Rows of input that repeat from then on.
  private static let inputPeriod = 512

  static func subject(
    of setting: Setting, seed: UInt64, on device: any Device
  ) throws -> Subject {
    var model = try setting.model
    if setting.kernel == .layer {
      let options = ArchitectureEntry.Options(
        mask: setting.mask,
        memory: RecurrentMemory(slots: 0, segmentLength: setting.positions))
      return try Roof.layer(
        .full, model, options, segments: 1, type: setting.type, threads: setting.threads,
        seed: seed, on: device)
    }
    // The input is as wide as the widest product asks for, and attention asks for none.
    if setting.kernel == .attention { model.feedForward = 1 }
    let rows = SequenceInput.Rows(
      count: min(setting.positions, inputPeriod), width: Roof.inputWidth(of: model), seed: seed)
    let engine = try device.engine(
      weights: RandomWeights(seed: seed), input: .rows(rows), threads: setting.threads,
      type: setting.type)
    return setting.kernel == .attention
      ? try Roof.attention(model, setting.mask, positions: setting.positions, on: engine)
      : try Roof.layerProducts(model, positions: setting.positions, on: engine)
  }
}
