import Architectures
import Measurement

/// A run's folder, read for a report.
public struct ReportedRun: Sendable {
  public let folder: String
  public let setting: Cell.Setting
  /// By number of segments, then by architecture.
  public let cells: [ReportedCell]
  public let machine: ReportedMachine
  /// Single times in the order they were taken; none where the run stored medians alone.
  public let samples: [ReportedSample]
  /// What was left out while reading, a sentence each.
  public let warnings: [String]

  /// Names of what was timed: full attention and RMT first, then others by name.
  public var architectures: [String] {
    let known = ArchitectureEntry.all.map(\.name)
    let names = Set(cells.map(\.architecture))
    return known.filter(names.contains) + names.subtracting(known).sorted()
  }

  /// The name of an architecture in tables and charts.
  static func title(of architecture: String) -> String {
    ArchitectureEntry.all.first { $0.name == architecture }?.title ?? architecture
  }

  /// Positions of a segment.
  public var segmentLength: Int {
    cells.first.map { $0.positions / max(1, $0.segments) } ?? 0
  }

  public init(
    folder: String, setting: Cell.Setting, cells: [ReportedCell], machine: ReportedMachine,
    samples: [ReportedSample] = [], warnings: [String] = []
  ) {
    self.folder = folder
    self.setting = setting
    self.cells = cells
    self.machine = machine
    self.samples = samples
    self.warnings = warnings
  }
}

/// One time of one cell.
public struct ReportedSample: Sendable, Hashable {
  /// Such as `rmt:4`.
  public let cell: String
  public let round: Int
  public let seconds: Double
  /// Whether it was disturbed and counts for nothing.
  public let isDiscarded: Bool
  /// Whether it counts although it was disturbed, as every other try was.
  public let isDisturbed: Bool

  public init(
    cell: String, round: Int, seconds: Double, isDiscarded: Bool = false, isDisturbed: Bool = false
  ) {
    self.cell = cell
    self.round = round
    self.seconds = seconds
    self.isDiscarded = isDiscarded
    self.isDisturbed = isDisturbed
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
