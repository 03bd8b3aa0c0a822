import CommandLineKit
import Measurement
import Text

/// The tables of what was measured, and of what wasn't.
struct CellTables {
  let run: ReportedRun

  init(_ run: ReportedRun) {
    self.run = run
  }

  var all: [ReportTable] { [times, resources, missing].compactMap { $0 } }

  private static let rowHead = [
    ReportTable.Column("segments"), ReportTable.Column("positions", isSecondary: true),
  ]

  private func head(_ segments: Int) -> [ReportTable.Cell] {
    [
      ReportTable.Cell(NumberFormat.grouped(segments)),
      ReportTable.Cell(NumberFormat.grouped(segments * run.memory.segmentLength)),
    ]
  }

  /// Median, interval and rounds of each cell, and the first architecture's ratio to each other.
  private var times: ReportTable {
    let titles = run.architectures.map { ReportedRun.title(of: $0) }
    return ReportTable(
      id: "times",
      caption:
        "Time of one forward pass: the median of the rounds, and below it its 95 % interval or, of "
        + "too few rounds for one, their range",
      columns: Self.rowHead
        + titles.flatMap {
          [ReportTable.Column($0), ReportTable.Column("rounds", isSecondary: true)]
        }
        + titles.dropFirst().flatMap {
          [
            ReportTable.Column("\(titles[0]) / \($0)"),
            ReportTable.Column("FLOPs", note: 1, isSecondary: true),
          ]
        },
      rows: run.sizes.map { segments in
        head(segments) + run.architectures.flatMap { time(run.record($0, segments)) }
          + run.architectures.dropFirst().flatMap { other in
            ratios(run.record(run.architectures[0], segments), run.record(other, segments))
          }
      },
      notes: run.architectures.count > 1
        ? ["FLOPs: the same ratio of useful FLOPs (matmul-causal), counted"] : [])
  }

  private func time(_ record: CellRecord?) -> [ReportTable.Cell] {
    switch record?.outcome {
    case .measured(let timing):
      [
        ReportTable.Cell(ResolvedNumber(seconds: timing.median, timing.spread), timing.spread),
        ReportTable.Cell(NumberFormat.grouped(timing.rounds)),
      ]
    case .skipped: [ReportTable.Cell("skipped"), ReportTable.Cell("")]
    case .failed: [ReportTable.Cell("failed"), ReportTable.Cell("")]
    case nil: [ReportTable.Cell("not planned"), ReportTable.Cell("")]
    }
  }

  /// One record's time and useful FLOPs for one of another's.
  private func ratios(_ one: CellRecord?, _ other: CellRecord?) -> [ReportTable.Cell] {
    guard let one, let other else { return [ReportTable.Cell("—"), ReportTable.Cell("—")] }
    let flops = ReportTable.Cell(
      PaperBesideMachine.times(Double(one.usefulFlops) / Double(other.usefulFlops)))
    guard let mine = one.timing, let others = other.timing else {
      return [ReportTable.Cell("—"), flops]
    }
    let ratio = mine.ratio(to: others)
    return [
      ReportTable.Cell(times: ratio.value, ratio.spread), flops,
    ]
  }

  /// Rate, memory, checked error and the roof's prediction.
  private var resources: ReportTable {
    let rows = run.records.compactMap { record -> [ReportTable.Cell]? in
      guard let timing = record.timing else { return nil }
      return [
        ReportTable.Cell(
          "\(ReportedRun.title(of: record.cell.architecture)), "
            + NumberFormat.grouped(record.cell.segments)),
        ReportTable.Cell(
          record.gigaflopsPerSecond.map { NumberFormat.fixed($0, decimals: 0) } ?? "—"),
        ReportTable.Cell(NumberFormat.bytes(timing.peakResidentBytes)),
        ReportTable.Cell(NumberFormat.significant(timing.checkedError, digits: 2)),
        ReportTable.Cell(
          record.predictedSeconds.map { ResolvedNumber(seconds: $0).text } ?? "—",
          detail: record.predictionError.map { NumberFormat.change($0) },
          isPredicted: record.predictedSeconds != nil),
      ]
    }
    return ReportTable(
      id: "resources", caption: "What each measured cell reached and held",
      columns: [
        ReportTable.Column("cell", isNumeric: false), ReportTable.Column("GFLOP/s", note: 1),
        ReportTable.Column("peak memory", note: 2),
        ReportTable.Column("checked error", note: 3, isSecondary: true),
        ReportTable.Column("by the roof", note: 4),
      ], rows: rows,
      notes: [
        "useful FLOPs (matmul-causal) over the median time",
        "the most the process held in any round, so that it has no interval",
        "the largest against the reference, relative to it",
        "predicted before the run from the machine's stored roof, and its error",
      ])
  }

  /// What could not be had, with its reason; `nil` when everything was.
  private var missing: ReportTable? {
    let rows = run.records.compactMap { record -> [ReportTable.Cell]? in
      let (status, reason): (String, String)
      switch record.outcome {
      case .measured(let timing):
        guard let why = timing.failure else { return nil }
        (status, reason) = ("failed in a later round", why)
      case .skipped(let why): (status, reason) = ("skipped", why)
      case .failed(let why): (status, reason) = ("failed", why)
      }
      return [
        ReportTable.Cell(
          "\(ReportedRun.title(of: record.cell.architecture)), "
            + NumberFormat.grouped(record.cell.segments)),
        ReportTable.Cell(status), ReportTable.Cell(reason),
      ]
    }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      id: "missing", caption: "Cells that weren't measured, or not to the end",
      columns: [
        ReportTable.Column("cell", isNumeric: false),
        ReportTable.Column("status", isNumeric: false),
        ReportTable.Column("reason", isNumeric: false),
      ], rows: rows)
  }
}

extension ReportTable.Cell {
  /// A number, and below it where it lies.
  init(_ number: ResolvedNumber, _ spread: Spread, isPredicted: Bool = false) {
    self.init(number.text, detail: spread.text(number), isPredicted: isPredicted)
  }

  /// How many times one is the other.
  init(times ratio: Double, _ spread: Spread, isPredicted: Bool = false) {
    let number = ResolvedNumber(ratio, spread)
    self.init("×" + number.text, detail: spread.text(number), isPredicted: isPredicted)
  }
}
