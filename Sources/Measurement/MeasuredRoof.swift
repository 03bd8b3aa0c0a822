/// What `bench roof` found this machine to reach, as it is stored and read back.
public struct MeasuredRoof: StoredFile, Equatable, Sendable {
  /// The version of the format.
  public static let schema: String = "contextcost.roof/2"

  /// Independent fused multiply-adds in registers.
  public struct Peak: Codable, Equatable, Sendable {
    public var dtype: String
    public var threads: Int
    public var flopsPerSecond: Double

    public init(dtype: String, threads: Int, flopsPerSecond: Double) {
      self.dtype = dtype
      self.threads = threads
      self.flopsPerSecond = flopsPerSecond
    }
  }

  /// A copy of much more than the caches hold, read and written.
  public struct Bandwidth: Codable, Equatable, Sendable {
    public var threads: Int
    public var bytesPerSecond: Double

    public init(threads: Int, bytesPerSecond: Double) {
      self.threads = threads
      self.bytesPerSecond = bytesPerSecond
    }
  }

  /// What kernels reach, for predictions.
  public struct Shares: Codable, Equatable, Sendable {
    public var dtype: String
    public var threads: Int
    /// Of the peak, by products with weights.
    public var products: Double
    /// Of the peak, by attention.
    public var attention: Double
    /// Of the bandwidth, by norms and copies; above 1, since a segment stays in caches.
    public var bandwidth: Double

    public init(
      dtype: String, threads: Int, products: Double, attention: Double, bandwidth: Double
    ) {
      self.dtype = dtype
      self.threads = threads
      self.products = products
      self.attention = attention
      self.bandwidth = bandwidth
    }
  }

  /// A kernel under the roof.
  public struct Kernel: Codable, Equatable, Sendable {
    public var name: String
    public var dtype: String
    public var threads: Int
    /// FLOPs that are needed, and bytes that have to be moved for them.
    public var flops: Double
    public var bytes: Double
    public var flopsPerSecond: Double
    /// An interval for the median, or the range of fewer than six runs.
    public var low: Double
    public var high: Double
    /// Of the machine's rate measured around each run: of the peak, or of the bandwidth for norms.
    public var share: Double
    /// The fastest run for the machine's fastest.
    public var fastestShare: Double

    public init(
      name: String, dtype: String, threads: Int, flops: Double, bytes: Double,
      flopsPerSecond: Double, low: Double, high: Double, share: Double, fastestShare: Double
    ) {
      self.name = name
      self.dtype = dtype
      self.threads = threads
      self.flops = flops
      self.bytes = bytes
      self.flopsPerSecond = flopsPerSecond
      self.low = low
      self.high = high
      self.share = share
      self.fastestShare = fastestShare
    }

    /// FLOPs for each byte.
    public var intensity: Double { flops / bytes }
  }

  public var schema: String = MeasuredRoof.schema
  public var fingerprint: String
  public var processor: String
  public var memoryBytes: Int
  /// The model whose widths the kernels have; `nil` in files of the first version.
  public var model: String?
  public var peaks: [Peak]
  public var bandwidths: [Bandwidth]
  public var shares: [Shares]
  public var kernels: [Kernel]
  /// The commit, the time (ISO 8601) and the command of the measurement.
  public var commit: String
  public var measured: String
  public var command: [String]

  public init(
    fingerprint: String, processor: String, memoryBytes: Int, model: String?, peaks: [Peak],
    bandwidths: [Bandwidth], shares: [Shares], kernels: [Kernel], commit: String,
    measured: String, command: [String]
  ) {
    self.fingerprint = fingerprint
    self.processor = processor
    self.memoryBytes = memoryBytes
    self.model = model
    self.peaks = peaks
    self.bandwidths = bandwidths
    self.shares = shares
    self.kernels = kernels
    self.commit = commit
    self.measured = measured
    self.command = command
  }

  /// The most threads that were measured.
  public var mostThreads: Int { mostThreads(upTo: .max) ?? 0 }
  /// The most of those that aren't more than `limit`; `nil` when all are.
  public func mostThreads(upTo limit: Int) -> Int? {
    shares.map(\.threads).filter { $0 <= limit }.max()
  }

  public func peak(_ dtype: String, threads: Int) -> Double? {
    peaks.first { $0.dtype == dtype && $0.threads == threads }?.flopsPerSecond
  }

  public func bandwidth(threads: Int) -> Double? {
    bandwidths.first { $0.threads == threads }?.bytesPerSecond
  }

  public func shares(_ dtype: String, threads: Int) -> Shares? {
    shares.first { $0.dtype == dtype && $0.threads == threads }
  }
}
