/// What the roofline chart is made from.
public struct RooflineInput: Sendable, Equatable {
  /// The most multiply-adds that were measured, as FLOP/s.
  public struct Ceiling: Sendable, Equatable {
    /// `f32`, `bf16`.
    public var dtype: String
    public var threads: Int
    public var flopsPerSecond: Double

    /// A measured peak.
    public init(dtype: String, threads: Int, flopsPerSecond: Double) {
      self.dtype = dtype
      self.threads = threads
      self.flopsPerSecond = flopsPerSecond
    }
  }

  /// The most bytes per second that were measured from memory.
  public struct Bandwidth: Sendable, Equatable {
    public var threads: Int
    public var bytesPerSecond: Double

    /// A measured bandwidth.
    public init(threads: Int, bytesPerSecond: Double) {
      self.threads = threads
      self.bytesPerSecond = bytesPerSecond
    }
  }

  /// One kernel at one size.
  public struct Kernel: Sendable, Equatable {
    /// Without the dtype, which is printed after it: `attention 4096`.
    public var name: String
    public var dtype: String
    public var threads: Int
    /// FLOPs per byte of memory traffic.
    public var intensity: Double
    public var flopsPerSecond: Double
    /// The rate's interval.
    public var low: Double?
    public var high: Double?
    /// Of what the machine allows at this intensity, 0.85 for 85 %.
    ///
    /// `nil`: derived from the ceiling and the bandwidth of the same dtype and thread count.
    public var share: Double?

    /// A kernel's rate.
    public init(
      name: String, dtype: String, threads: Int, intensity: Double, flopsPerSecond: Double,
      low: Double? = nil, high: Double? = nil, share: Double? = nil
    ) {
      self.name = name
      self.dtype = dtype
      self.threads = threads
      self.intensity = intensity
      self.flopsPerSecond = flopsPerSecond
      self.low = low
      self.high = high
      self.share = share
    }
  }

  /// The conditions, one small grey line each: n, method, machine.
  public var subtitle: [String]
  public var ceilings: [Ceiling]
  public var bandwidths: [Bandwidth]
  /// The first ones get a label where there are too many.
  public var kernels: [Kernel]
  /// What else has to be said, at the bottom.
  public var notes: [String]

  /// A machine's limits and the kernels under them.
  public init(
    subtitle: [String], ceilings: [Ceiling], bandwidths: [Bandwidth], kernels: [Kernel],
    notes: [String] = []
  ) {
    self.subtitle = subtitle
    self.ceilings = ceilings
    self.bandwidths = bandwidths
    self.kernels = kernels
    self.notes = notes
  }
}
