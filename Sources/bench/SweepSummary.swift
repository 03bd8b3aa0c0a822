import Accounting
import Architectures
import CommandLineKit
import Measurement
import Statistics
import Workloads

/// What the records of a sweep say: measured ratios, and laws fitted to what was measured.
struct SweepSummary {
  /// The two architectures at one number of segments.
  struct Row {
    let segments: Int
    let positions: Int
    let full: CellRecord
    let rmt: CellRecord

    /// Measured time of full attention for one of RMT's; `nil` unless both were measured.
    var timeRatio: Double? {
      guard let full = full.timing, let rmt = rmt.timing else { return nil }
      return full.median / rmt.median
    }

    /// The same of useful FLOPs, counted.
    var flopsRatio: Double { Double(full.usefulFlops) / Double(rmt.usefulFlops) }
  }

  let rows: [Row]
  let records: [CellRecord]
  /// `a + bN + cN²`, fitted to full attention's measured cells.
  let fullLaw: ScalingLaw?
  /// `a + bN`, fitted to RMT's.
  let rmtLaw: ScalingLaw?
  private let bench: Workbench

  init(_ bench: Workbench, records: [CellRecord]) {
    self.bench = bench
    self.records = records
    func of(_ entry: ArchitectureEntry) -> [CellRecord] {
      records.filter { $0.cell.architecture == entry.name }
    }
    let rmt = Dictionary(
      of(.recurrentMemory).map { ($0.cell.segments, $0) }, uniquingKeysWith: { first, _ in first })
    rows = of(.full).compactMap { full in
      rmt[full.cell.segments].map {
        Row(segments: full.cell.segments, positions: full.cell.positions, full: full, rmt: $0)
      }
    }
    func law(_ form: ScalingLaw.Form, _ entry: ArchitectureEntry) -> ScalingLaw? {
      ScalingLaw(
        form,
        points: of(entry).compactMap { record in
          record.timing.map { (segments: record.cell.segments, seconds: $0.median) }
        })
    }
    fullLaw = law(.quadratic, .full)
    rmtLaw = law(.linear, .recurrentMemory)
  }

  /// Of the records, which may have been made on another machine.
  var setting: Cell.Setting {
    records.first?.cell.setting ?? bench.cell(.full, segments: 1).setting
  }
  var tokensPerSegment: Int { bench.options.memory.segmentLength }
  var memorySlots: Int { bench.options.memory.slots }

  /// Useful FLOPs of full attention for one of RMT's over any number of segments.
  func flopsRatio(segments: Int) throws -> Double {
    func flops(_ entry: ArchitectureEntry) throws -> Double {
      Double(try bench.usefulFlops(of: bench.cell(entry, segments: segments)))
    }
    return try flops(.full) / flops(.recurrentMemory)
  }

  /// The laws as they are stored: models, kept apart from the records.
  var json: JSONValue {
    func describe(_ law: ScalingLaw?, _ entry: ArchitectureEntry) -> JSONValue {
      guard let law else { return .null }
      return [
        "architecture": .string(entry.name), "form": .string(law.form.formula),
        "coefficients_seconds": .array(law.coefficients.map { .number($0) }),
        "largest_relative_residual": .number(law.largestResidual),
        "fitted_segments": .array(
          records.filter { $0.cell.architecture == entry.name && $0.timing != nil }
            .map { .int($0.cell.segments) }),
      ]
    }
    return [
      "schema": "contextcost.laws/1",
      "laws": [
        describe(fullLaw, .full),
        describe(rmtLaw, .recurrentMemory),
      ],
    ]
  }
}
