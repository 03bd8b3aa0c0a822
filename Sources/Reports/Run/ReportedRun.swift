import Architectures
import Measurement
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
  /// Names of what was timed; the first is what the others are compared with.
  public let architectures: [String]
  /// Positions of a segment, and memory rows among them.
  public let memory: RecurrentMemory
  /// By number of segments, then by architecture.
  public let records: [CellRecord]
  /// `nil` where the folder doesn't say.
  public let machine: StoredMachine?
  /// What came of each try, in the order they were made.
  public let samples: [Sample]
  /// What was left out while reading, a sentence each.
  public let warnings: [String]

  /// - Parameter isOver: Whether nothing more comes: then what may make the run worth less is said.
  public init(_ run: RunFolder, isOver: Bool = true) {
    let identity = run.configuration.identity
    self.init(
      folder: run.path, setting: identity.setting, architectures: identity.architectures,
      memory: RecurrentMemory(
        slots: identity.setting.memorySlots ?? 0, segmentLength: identity.segmentPositions),
      records: run.records, machine: run.machine, samples: run.samples,
      warnings: run.warnings + (isOver ? run.doubts : []))
  }

  init(
    folder: String, setting: Cell.Setting, architectures: [String],
    memory: RecurrentMemory = RecurrentMemory(), records: [CellRecord],
    machine: StoredMachine? = nil, samples: [Sample] = [], warnings: [String] = []
  ) {
    self.folder = folder
    self.setting = setting
    self.architectures = architectures
    self.memory = memory
    self.records = records
    self.machine = machine
    self.samples = samples
    self.warnings = warnings
  }

  /// Numbers of segments that were planned, ascending.
  var sizes: [Int] { Set(records.map(\.cell.segments)).sorted() }

  /// A cell's record; `nil` when it wasn't planned.
  func record(_ architecture: String, _ segments: Int) -> CellRecord? {
    records.first { $0.cell.architecture == architecture && $0.cell.segments == segments }
  }

  /// A cell's times; `nil` when there are none.
  func timing(_ architecture: String, _ segments: Int) -> CellRecord.Timing? {
    record(architecture, segments)?.timing
  }

  /// The name of an architecture in tables and charts.
  static func title(of architecture: String) -> String {
    ArchitectureEntry.named(architecture)?.title ?? architecture
  }
}
