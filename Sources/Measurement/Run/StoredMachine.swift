/// What `machine.json` says of the machine a run was made on.
public struct StoredMachine: StoredFile, Equatable, Sendable {
  /// The version of the format.
  public static let schema: String = "contextcost.machine/1"

  public var schema: String
  /// ISO 8601, in UTC.
  public var started: String
  public var command: [String]
  public var seed: String
  public var threads: Int
  public var processor: String
  public var cores: Int
  /// Processors that the run could use, and why not all; `nil` in runs before that was asked.
  public var usableCores: Int?
  public var coresReason: String?
  public var instructionSets: [String]
  public var memoryBytes: Int
  /// What the control group let the run use; `nil` where that was all.
  public var memoryLimitBytes: Int?
  public var cacheBytes: [String: Int]
  public var system: String
  public var compiler: String
  public var oneDNN: String
  public var configuration: String
  public var commit: String
  public var fingerprint: String
  public var peakGigaflopsPerSecond: Double?
  /// The cores that the measuring processes were kept on; `nil` in runs before there were any.
  public var pinnedCores: [Int]?

  public var problem: String? {
    guard threads > 0, cores > 0, memoryBytes > 0 else {
      return "its threads, cores or memory can't be"
    }
    let peak = peakGigaflopsPerSecond ?? 1
    return peak > 0 && peak < 1e9 ? nil : "its peak of \(peak) GFLOP/s can't be"
  }

  private enum CodingKeys: String, CodingKey {
    case schema, started, command, seed, threads, processor, cores
    case usableCores = "usable_cores"
    case coresReason = "cores_reason"
    case instructionSets = "instruction_sets"
    case memoryBytes = "memory_bytes"
    case memoryLimitBytes = "memory_limit_bytes"
    case cacheBytes = "cache_bytes"
    case system, compiler
    case oneDNN = "onednn"
    case configuration, commit, fingerprint
    case peakGigaflopsPerSecond = "multiply_add_peak_gflops_per_second"
    case pinnedCores = "pinned_cores"
  }

  public init(
    started: String, command: [String], seed: String, threads: Int, profile: MachineProfile,
    oneDNN: String, peakGigaflopsPerSecond: Double? = nil, pinnedCores: [Int]? = nil
  ) {
    schema = Self.schema
    self.started = started
    self.command = command
    self.seed = seed
    self.threads = threads
    processor = profile.processor
    cores = profile.cores
    usableCores = profile.usableCores
    coresReason = profile.coresReason
    instructionSets = profile.instructionSets
    memoryBytes = profile.memoryBytes
    memoryLimitBytes = profile.memoryLimitBytes
    cacheBytes = profile.cacheBytes
    system = profile.system
    compiler = profile.compiler
    configuration = profile.configuration
    commit = profile.commit
    fingerprint = profile.fingerprint
    self.oneDNN = oneDNN
    self.peakGigaflopsPerSecond = peakGigaflopsPerSecond
    self.pinnedCores = pinnedCores
  }
}
