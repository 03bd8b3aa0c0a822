import Accounting
import Architectures
import Kernels
import Measurement
import Statistics

/// What this machine can reach, and what the kernels reach of it, measured in alternation.
public struct Roof: Sendable {
  /// A kernel's rate beside the machine's, which is measured right before and after it.
  public struct Rate: Sendable {
    /// In the machine's unit: FLOP/s or B/s.
    public let perSecond: Double
    /// Of the rate's median, or the range of fewer than six slices.
    public let interval: Interval
    /// The median of the ratios of the kernel's rate to the machine's around it.
    public let share: Double
    /// The fastest run for the machine's fastest: what is left when neighbours leave it alone.
    public let fastestShare: Double
    /// The median of single runs' durations.
    public let medianSeconds: Double
  }

  /// What is measured, and for how long.
  public struct Setting: Sendable {
    public var model: ModelConfiguration
    public var memory: RecurrentMemory
    /// The most threads; one thread is measured too.
    public var threads: Int
    /// Those that the device computes in.
    public var types: [ElementType]
    /// A third of the time, without the longest attention.
    public var isQuick: Bool
    public var seed: UInt64
    public var device: any Device

    public init(
      _ model: ModelConfiguration, memory: RecurrentMemory = RecurrentMemory(), threads: Int,
      isQuick: Bool = false, seed: UInt64 = 1, on device: any Device = CPUDevice()
    ) {
      self.model = model
      self.memory = memory
      self.threads = threads
      types = ElementType.allCases.filter(device.supports)
      self.isQuick = isQuick
      self.seed = seed
      self.device = device
    }

    /// Seconds that a kernel is sampled for, the machine around it not included.
    var budget: Double { isQuick ? 0.2 : 0.6 }

    /// Lengths of attention that sees all keys.
    var attentionLengths: [Int] { isQuick ? [512, 2048] : [512, 2048, 8192] }
  }

  /// For each type and number of threads.
  public private(set) var peaks: [MeasuredRoof.Peak] = []
  /// For each number of threads.
  public private(set) var bandwidths: [MeasuredRoof.Bandwidth] = []
  /// For each type and number of threads.
  public private(set) var shares: [MeasuredRoof.Shares] = []
  /// All kernels on all threads, then those that predictions are made from on one.
  public private(set) var kernels: [MeasuredRoof.Kernel] = []

  /// Slices of the machine that ``peakFlopsPerSecond(of:threads:)`` takes.
  public static let pairs = 41

  /// Measures everything; it takes about a minute, a third of it when quick.
  public init(_ setting: Setting) throws {
    for threads in Set([setting.threads, 1]).sorted(by: >) {
      let copy = try setting.device.copying(bytes: Self.memoryBytes, threads: threads)
      let bandwidth = MachineRate { Self.bandwidth(copy) }
      for type in setting.types {
        try measure(setting, type, threads: threads, beside: bandwidth)
      }
      bandwidths.append(.init(threads: threads, bytesPerSecond: bandwidth.median))
    }
  }

  private mutating func measure(
    _ setting: Setting, _ type: ElementType, threads: Int, beside bandwidth: MachineRate
  ) throws {
    let peak = MachineRate { setting.device.peak(of: type, threads: threads) }
    let subjects = RoofSubjects(setting, type, threads: threads)
    func measure(_ subject: RoofSubject) throws -> MeasuredRoof.Kernel {
      try subject.measured(
        type, threads: threads, seconds: setting.budget,
        beside: subject.isBoundByMemory ? bandwidth : peak)
    }
    var measured: [MeasuredRoof.Kernel] = []
    if threads == setting.threads {
      for make in subjects.others { measured += try make().map(measure) }
    }
    let products = try measure(subjects.layerProducts())
    let attention = try measure(subjects.attention(.full, positions: Self.attentionPositions))
    let norm = try measure(subjects.norm(positions: setting.memory.segmentLength))
    kernels += measured + [products, attention, norm]
    shares.append(
      .init(
        dtype: type.rawValue, threads: threads, products: products.share,
        attention: attention.share, bandwidth: norm.share))
    peaks.append(.init(dtype: type.rawValue, threads: threads, flopsPerSecond: peak.median))
  }

  /// Positions of the attention that predictions are made from.
  static let attentionPositions = 2048

  /// Several times what the caches of today's processors hold.
  private static let memoryBytes = 256 << 20
  /// Two of those, and the kernels beside them.
  public static let leastMemoryBytes = 3 * memoryBytes
}
