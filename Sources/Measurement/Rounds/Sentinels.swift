/// What the machine did besides while a block was timed; `nil` where the system doesn't tell.
public struct Sentinels: Equatable, Sendable {
  /// The part of the cores' time that the hypervisor gave to others.
  public var stealShare: Double?
  /// The part of the time that some task of the machine waited for a core.
  public var pressureShare: Double?
  /// How often a thread of ours was taken off its core.
  public var involuntarySwitches: Int?
  /// Seconds that the kernel worked for this process, all threads together.
  public var systemSeconds: Double?
  /// Pages that the kernel had to find, clear or read for this process.
  public var pageFaults: Int?
  /// Seconds of a fixed piece of work right before the block and right after it.
  public var calibrationBeforeSeconds: Double
  public var calibrationAfterSeconds: Double
  /// The fastest that this piece of work has been in this process.
  public var calibrationFastestSeconds: Double
  /// The multiply-adds of this piece of work in FLOPs, which make its seconds a rate.
  public var calibrationFlops: Double?

  public init(
    stealShare: Double? = nil, pressureShare: Double? = nil, involuntarySwitches: Int? = nil,
    systemSeconds: Double? = nil, pageFaults: Int? = nil,
    calibrationBeforeSeconds: Double, calibrationAfterSeconds: Double,
    calibrationFastestSeconds: Double, calibrationFlops: Double? = nil
  ) {
    self.stealShare = stealShare
    self.pressureShare = pressureShare
    self.involuntarySwitches = involuntarySwitches
    self.systemSeconds = systemSeconds
    self.pageFaults = pageFaults
    self.calibrationBeforeSeconds = calibrationBeforeSeconds
    self.calibrationAfterSeconds = calibrationAfterSeconds
    self.calibrationFastestSeconds = calibrationFastestSeconds
    self.calibrationFlops = calibrationFlops
  }

  /// The system's sentinels that are missing here, such as `steal time`.
  public var missing: [String] {
    [
      stealShare == nil ? "steal time (/proc/stat)" : nil,
      pressureShare == nil ? "CPU pressure (/proc/pressure/cpu)" : nil,
      involuntarySwitches == nil ? "involuntary context switches" : nil,
    ].compactMap(\.self)
  }
}
