import Measurement

/// A run's folder, read for a report.
public struct ReportedRun: Sendable {
  public let folder: String
  public let setting: Cell.Setting
  /// By number of segments, then by architecture.
  public let cells: [ReportedCell]
  public let machine: ReportedMachine
  /// What was left out while reading, a sentence each.
  public let warnings: [String]

  /// Positions of a segment.
  public var segmentLength: Int {
    cells.first.map { $0.positions / max(1, $0.segments) } ?? 0
  }

  public init(
    folder: String, setting: Cell.Setting, cells: [ReportedCell], machine: ReportedMachine,
    warnings: [String] = []
  ) {
    self.folder = folder
    self.setting = setting
    self.cells = cells
    self.machine = machine
    self.warnings = warnings
  }
}

/// What a run was made on and with, as far as its folder says.
public struct ReportedMachine: Sendable, Hashable, Decodable {
  public var started: String?
  public var command: [String]?
  public var seed: String?
  public var threads: Int?
  public var processor: String?
  public var cores: Int?
  public var instructionSets: [String]?
  public var memoryBytes: Int?
  public var cacheBytes: [String: Int]?
  public var system: String?
  public var compiler: String?
  public var onednn: String?
  public var configuration: String?
  public var commit: String?
  public var fingerprint: String?
  public var multiplyAddPeakGflopsPerSecond: Double?

  public init() {}

  private enum CodingKeys: String, CodingKey {
    case started, command, seed, threads, processor, cores, system, compiler, onednn
    case configuration, commit, fingerprint
    case instructionSets = "instruction_sets"
    case memoryBytes = "memory_bytes"
    case cacheBytes = "cache_bytes"
    case multiplyAddPeakGflopsPerSecond = "multiply_add_peak_gflops_per_second"
  }
}
