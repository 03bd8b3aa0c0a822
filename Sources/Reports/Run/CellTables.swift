import Architectures
import CommandLineKit

/// The tables of what was measured, and of what wasn't.
struct CellTables {
  let run: ReportedRun

  init(_ run: ReportedRun) {
    self.run = run
  }

  var all: [ReportTable] { [times, resources, missing].compactMap { $0 } }

  private var sizes: [Int] { Set(run.cells.map(\.segments)).sorted() }

  private func cell(_ architecture: String, _ segments: Int) -> ReportedCell? {
    run.cells.first { $0.architecture == architecture && $0.segments == segments }
  }

  private static let rowHead = [
    ReportTable.Column("segments"), ReportTable.Column("positions"),
  ]

  private func head(_ segments: Int) -> [ReportTable.Cell] {
    [
      ReportTable.Cell(NumberFormat.grouped(segments)),
      ReportTable.Cell(NumberFormat.grouped(segments * run.segmentLength)),
    ]
  }

  /// Median, interval and rounds of each cell, and the ratio of both.
  private var times: ReportTable {
    ReportTable(
      id: "times", caption: "Time of one forward pass: median, its interval or range, rounds",
      columns: Self.rowHead
        + run.architectures.flatMap { name in
          [ReportTable.Column(ReportedRun.title(of: name)), ReportTable.Column("rounds")]
        } + [ReportTable.Column("full / RMT")],
      rows: sizes.map { segments in
        head(segments) + run.architectures.flatMap { time(cell($0, segments)) }
          + [
            ratio(
              cell(ArchitectureEntry.full.name, segments),
              cell(ArchitectureEntry.recurrentMemory.name, segments))
          ]
      })
  }

  private func time(_ cell: ReportedCell?) -> [ReportTable.Cell] {
    switch cell?.outcome {
    case .measured(let time):
      [
        ReportTable.Cell(
          NumberFormat.duration(seconds: time.median),
          detail: time.spread.text { NumberFormat.duration(seconds: $0) }),
        ReportTable.Cell(NumberFormat.grouped(time.rounds)),
      ]
    case .skipped: [ReportTable.Cell("skipped"), ReportTable.Cell("")]
    case .failed: [ReportTable.Cell("failed"), ReportTable.Cell("")]
    case nil: [ReportTable.Cell("not planned"), ReportTable.Cell("")]
    }
  }

  private func ratio(_ full: ReportedCell?, _ rmt: ReportedCell?) -> ReportTable.Cell {
    guard let full = full?.time, let rmt = rmt?.time else { return ReportTable.Cell("—") }
    let ratio = full.ratio(to: rmt)
    return ReportTable.Cell(
      PaperBesideMachine.times(ratio.value), detail: ratio.spread.text(NumberFormat.ratio))
  }

  /// Rate, memory, checked error and the roof's prediction.
  private var resources: ReportTable {
    var rows: [[ReportTable.Cell]] = []
    for segments in sizes {
      for name in run.architectures {
        guard let cell = cell(name, segments), let time = cell.time else { continue }
        let rate = cell.usefulFlops.map { Double($0) / time.median / 1e9 }
        let error = cell.predictedSeconds.map { $0 / time.median - 1 }
        rows.append([
          ReportTable.Cell("\(ReportedRun.title(of: name)), \(NumberFormat.grouped(segments))"),
          ReportTable.Cell(rate.map { NumberFormat.fixed($0, decimals: 0) } ?? "—"),
          ReportTable.Cell(cell.peakResidentBytes.map { NumberFormat.bytes($0) } ?? "—"),
          ReportTable.Cell(
            cell.checkedError.map { NumberFormat.significant($0, digits: 2) } ?? "—"),
          ReportTable.Cell(
            cell.predictedSeconds.map { NumberFormat.duration(seconds: $0) } ?? "—",
            detail: error.map { ($0 > 0 ? "+" : "") + NumberFormat.percent($0) },
            isPredicted: cell.predictedSeconds != nil),
        ])
      }
    }
    return ReportTable(
      id: "resources", caption: "What each measured cell reached and held",
      columns: [
        ReportTable.Column("cell", isNumeric: false), ReportTable.Column("GFLOP/s", note: 1),
        ReportTable.Column("peak memory", note: 2), ReportTable.Column("checked error", note: 3),
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
    let rows = run.cells.compactMap { cell -> [ReportTable.Cell]? in
      let (status, reason): (String, String)
      switch cell.outcome {
      case .measured: return nil
      case .skipped(let why): (status, reason) = ("skipped", why)
      case .failed(let why): (status, reason) = ("failed", why)
      }
      return [
        ReportTable.Cell("\(cell.architecture), \(NumberFormat.grouped(cell.segments))"),
        ReportTable.Cell(status), ReportTable.Cell(reason),
      ]
    }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      id: "missing", caption: "Cells that weren't measured",
      columns: [
        ReportTable.Column("cell", isNumeric: false),
        ReportTable.Column("status", isNumeric: false),
        ReportTable.Column("reason", isNumeric: false),
      ], rows: rows)
  }
}
