import Accounting
import Architectures
import CommandLineKit
import Measurement
import Reports
import Statistics
import Workloads

/// What the records of a sweep say: measured ratios, and laws fitted to what was measured.
struct SweepSummary {
  /// All architectures at one number of segments, as they were named.
  struct Row {
    let segments: Int
    let positions: Int
    let records: [CellRecord]

    /// Measured time of the first architecture for one of another's; `nil` unless both were
    /// measured.
    func timeRatio(to other: Int) -> Double? {
      guard let first = records[0].timing, let second = records[other].timing else { return nil }
      return first.median / second.median
    }

    /// The same of useful FLOPs, counted.
    func flopsRatio(to other: Int) -> Double {
      Double(records[0].usefulFlops) / Double(records[other].usefulFlops)
    }
  }

  /// What was fitted to an architecture's measured cells: `a + bN` where it has segments, else
  /// `a + bN + cN²`.
  struct Law {
    let entry: ArchitectureEntry
    let law: ScalingLaw?
  }

  /// The first is what the others are compared with.
  let architectures: [ArchitectureEntry]
  let rows: [Row]
  let records: [CellRecord]
  /// One for each architecture.
  let laws: [Law]
  private let bench: Workbench
  /// The model that the timed layers are a part of.
  private let whole: ModelConfiguration

  init(
    _ bench: Workbench, whole: ModelConfiguration, _ architectures: [ArchitectureEntry],
    records: [CellRecord]
  ) {
    self.bench = bench
    self.whole = whole
    self.architectures = architectures
    self.records = records
    let known = Dictionary(records.map { ($0.cell, $0) }, uniquingKeysWith: { first, _ in first })
    rows = Set(records.map(\.cell.segments)).sorted().compactMap { segments in
      let cells = architectures.map { bench.cell($0, segments: segments) }
      let found = cells.compactMap { known[$0] }
      guard found.count == cells.count else { return nil }
      return Row(segments: segments, positions: cells[0].positions, records: found)
    }
    laws = architectures.map { entry in
      let isLinear = entry.segmentation(1, bench.options) != nil
      let points = records.filter { $0.cell.architecture == entry.name }.compactMap { record in
        record.timing.map { (segments: record.cell.segments, seconds: $0.median) }
      }
      return Law(
        entry: entry, law: ScalingLaw(isLinear ? .linear : .quadratic, points: points))
    }
  }

  /// Of the records, which may have been made on another machine.
  var setting: Cell.Setting {
    records.first?.cell.setting ?? bench.cell(.full, segments: 1).setting
  }
  var tokensPerSegment: Int { bench.options.memory.segmentLength }
  var memorySlots: Int { bench.options.memory.slots }

  /// An architecture's place; `nil` when it isn't in the sweep.
  func index(of entry: ArchitectureEntry) -> Int? {
    architectures.firstIndex { $0.name == entry.name }
  }

  /// Useful FLOPs of full attention for one of RMT's over any number of segments.
  func flopsRatio(segments: Int) throws -> Double {
    func flops(_ entry: ArchitectureEntry) throws -> Double {
      Double(try bench.usefulFlops(of: bench.cell(entry, segments: segments)))
    }
    return try flops(.full) / flops(.recurrentMemory)
  }

  /// What the paper counts beside what was measured here; `nil` where RMT or full attention weren't
  /// asked for.
  func headline() throws -> PaperBesideMachine? {
    guard index(of: .full) != nil, index(of: .recurrentMemory) != nil else { return nil }
    let subject = ReportSubject(
      timed: bench.transformer, whole: whole, options: bench.options)
    let cells = records.map { ReportedCell($0) }
    return try PaperBesideMachine(subject, cells: cells, laws: RunLaws(cells, seed: bench.seed))
  }

  /// The laws as they are stored: models, kept apart from the records.
  var json: JSONValue {
    let described = laws.map { fitted -> JSONValue in
      guard let law = fitted.law else { return .null }
      return [
        "architecture": .string(fitted.entry.name), "form": .string(law.form.formula),
        "coefficients_seconds": .array(law.coefficients.map { .number($0) }),
        "largest_relative_residual": .number(law.largestResidual),
        "fitted_segments": .array(
          records.filter { $0.cell.architecture == fitted.entry.name && $0.timing != nil }
            .map { .int($0.cell.segments) }),
      ]
    }
    return ["schema": "contextcost.laws/1", "laws": .array(described)]
  }
}
