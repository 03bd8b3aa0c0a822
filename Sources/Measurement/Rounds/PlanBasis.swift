/// What a plan is made from, measured by a process of its own so that the planner's stays idle.
public struct PlanBasis: Codable, Equatable, Sendable {
  /// The version of the format.
  public static let schema = "contextcost.basis/1"

  public var schema = PlanBasis.schema
  /// Seconds that starting a process and packing the weights take.
  public var setupSeconds: Double
  /// The cores that a measuring process is kept on; none where that isn't possible.
  public var pinnedCores: [Int]
  public var peakGigaflopsPerSecond: Double
  public var estimates: [SweepPlan.Estimate]

  public init(
    setupSeconds: Double, pinnedCores: [Int], peakGigaflopsPerSecond: Double,
    estimates: [SweepPlan.Estimate]
  ) {
    self.setupSeconds = setupSeconds
    self.pinnedCores = pinnedCores
    self.peakGigaflopsPerSecond = peakGigaflopsPerSecond
    self.estimates = estimates
  }

  private enum CodingKeys: String, CodingKey {
    case schema
    case setupSeconds = "setup_seconds"
    case pinnedCores = "pinned_cores"
    case peakGigaflopsPerSecond = "peak_gflops_per_second"
    case estimates
  }
}
