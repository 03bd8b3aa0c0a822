import Architectures
import Charts
import CommandLineKit
import Measurement
import Operations
import Text

extension Cell.Setting {
  /// Such as `2 threads`.
  var threadsText: String { Plural.text(threads, "thread") }
}

/// What a report needs of a run.
public struct ReportedRun: Sendable {
  /// The run's folder.
  public let folder: String
  public let setting: Cell.Setting
  /// Names of what was timed, in the run's order.
  public let architectures: [String]
  /// The name of what the others are compared with.
  public let baseline: String
  /// Positions of a segment, and memory rows among them.
  public let memory: RecurrentMemory
  /// By length, then by architecture.
  public let records: [CellRecord]
  /// `nil` where the folder doesn't say.
  public let machine: StoredMachine?
  /// What came of each try, in the order they were made.
  public let samples: [Sample]
  /// What was left out while reading, a sentence each.
  public let warnings: [String]

  /// - Parameters:
  ///   - isOver: Whether nothing more comes: then what may make the run worth less is said.
  ///   - against: What the others are compared with; `nil` for the run's first.
  /// - Throws: A sentence when the run has no architecture of that name.
  public init(
    _ run: RunFolder, isOver: Bool = true, against: String? = nil
  ) throws(CommandLineError) {
    let identity = run.configuration.identity
    try self.init(
      folder: run.path, setting: identity.setting, architectures: identity.architectures,
      against: against,
      memory: RecurrentMemory(
        slots: identity.setting.memorySlots ?? 0, segmentLength: identity.segmentPositions),
      records: run.records, machine: run.machine, samples: run.samples,
      warnings: run.warnings + (isOver ? run.doubts : []))
  }

  /// What of a run this program can't count, a sentence each.
  private static func unknown(_ architectures: [String]) -> [String] {
    architectures.filter { ArchitectureEntry.named($0) == nil }.map {
      "this program doesn't know the architecture \(Quotation($0)): what was measured of it is shown, "
        + "what is counted of it isn't"
    }
  }

  init(
    folder: String, setting: Cell.Setting, architectures: [String], against: String? = nil,
    memory: RecurrentMemory = RecurrentMemory(), records: [CellRecord],
    machine: StoredMachine? = nil, samples: [Sample] = [], warnings: [String] = []
  ) throws(CommandLineError) {
    self.folder = folder
    self.setting = setting
    self.architectures = architectures
    baseline = try Self.baseline(against, among: architectures)
    self.memory = memory
    self.records = records
    self.machine = machine
    self.samples = samples
    self.warnings = warnings + Self.unknown(architectures)
  }

  /// The architecture that the others are compared with: the first unless another is named.
  ///
  /// - Throws: A sentence with the names there are, when it is none of them.
  public static func baseline(
    _ text: String?, among names: [String]
  ) throws(CommandLineError) -> String {
    guard let first = names.first else { throw CommandLineError("the run has no architecture") }
    guard let text else { return first }
    let name = ArchitectureEntry.named(text)?.name ?? text
    guard names.contains(name) else {
      throw CommandLineError(
        "--against: \(Quotation(text)) isn't in the run; name one of \(names.joined(separator: ", "))"
      )
    }
    return name
  }

  /// The architectures that the baseline is compared with, in the run's order.
  public var others: [String] { architectures.filter { $0 != baseline } }

  /// Lengths that were planned, in positions, ascending.
  var lengths: [Int] { Set(records.map(\.cell.positions)).sorted() }

  /// A cell's record; `nil` when it wasn't planned.
  func record(_ architecture: String, _ positions: Int) -> CellRecord? {
    records.first { $0.cell.architecture == architecture && $0.cell.positions == positions }
  }

  /// A cell's times; `nil` when there are none.
  func timing(_ architecture: String, _ positions: Int) -> CellRecord.Timing? {
    record(architecture, positions)?.timing
  }

  /// Lengths at which an architecture was measured, ascending.
  func measuredLengths(of architecture: String) -> [Int] {
    records.filter { $0.cell.architecture == architecture && $0.timing != nil }
      .map(\.cell.positions).sorted()
  }
}

// MARK: What the registry says of its architectures

extension ReportedRun {
  /// The name of an architecture in tables and charts.
  static func title(of architecture: String) -> String {
    ArchitectureEntry.named(architecture)?.title ?? architecture
  }

  /// What the run's programs are made for: its mask, segments and memory.
  var options: ArchitectureEntry.Options {
    ArchitectureEntry.Options(
      mask: AttentionMask(rawValue: setting.mask) ?? .full, memory: memory)
  }

  /// Whether an architecture is cut into segments.
  func isCut(_ architecture: String) -> Bool {
    ArchitectureEntry.named(architecture)?.make(Transformer(.optFamily[0]), options)
      .segmentation(of: 1) != nil
  }

  /// The titles of those that are cut into segments.
  var cutTitles: [String] { architectures.filter(isCut).map { Self.title(of: $0) } }

  /// The looks of its architectures in every chart.
  var looks: ArchitectureLooks {
    ArchitectureLooks(
      architectures.map { (Self.title(of: $0), ArchitectureEntry.named($0)) })
  }
}
