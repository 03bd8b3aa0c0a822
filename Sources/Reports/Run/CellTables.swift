import CommandLineKit
import Measurement
import Text

/// The tables of what was measured, and of what wasn't.
struct CellTables {
  let run: ReportedRun
  /// Names of architectures that are cut into segments; only these have a number of segments.
  private let cut: Set<String>

  init(_ run: ReportedRun) {
    self.run = run
    cut = Set(run.architectures.filter(run.isCut))
  }

  var all: [ReportTable] { [times, ratios, resources, missing].compactMap { $0 } }

  /// Positions and, where something is cut into them, segments.
  private var lengthColumns: [ReportTable.Column] {
    [ReportTable.Column("positions")]
      + (cut.isEmpty ? [] : [ReportTable.Column("segments", isSecondary: true)])
  }

  private func length(_ positions: Int) -> [ReportTable.Cell] {
    [ReportTable.Cell(NumberFormat.grouped(positions))]
      + (cut.isEmpty ? [] : [segments(positions)])
  }

  private func segments(_ positions: Int) -> ReportTable.Cell {
    let length = run.memory.segmentLength
    return ReportTable.Cell(NumberFormat.grouped((positions + length - 1) / length))
  }

  /// Median, interval and rounds of each cell.
  private var times: ReportTable {
    ReportTable(
      id: "times",
      caption:
        "Time of one forward pass: the median of the rounds, and below it its 95 % interval or, of "
        + "too few rounds for one, their range",
      columns: lengthColumns
        + run.architectures.map { ReportTable.Column(ReportedRun.title(of: $0)) }
        + [ReportTable.Column("rounds", note: 1, isSecondary: true)],
      rows: run.lengths.map { positions in
        length(positions) + run.architectures.map { time(run.record($0, positions)) }
          + [rounds(positions)]
      },
      notes: ["of each architecture in turn, where they differ"])
  }

  private func time(_ record: CellRecord?) -> ReportTable.Cell {
    switch record?.outcome {
    case .measured(let timing):
      ReportTable.Cell(ResolvedNumber(seconds: timing.median, timing.spread), timing.spread)
    case .skipped: ReportTable.Cell("skipped")
    case .failed: ReportTable.Cell("failed")
    case nil: ReportTable.Cell("not planned")
    }
  }

  /// How many rounds the cells of a length were measured in.
  private func rounds(_ positions: Int) -> ReportTable.Cell {
    let counts = run.architectures.map { name in
      run.timing(name, positions).map { NumberFormat.grouped($0.rounds) } ?? "0"
    }
    return ReportTable.Cell(Set(counts).count == 1 ? counts[0] : counts.joined(separator: ", "))
  }

  /// How many times what each other architecture takes the baseline takes; `nil` of one alone.
  private var ratios: ReportTable? {
    let others = run.others
    guard !others.isEmpty else { return nil }
    let first = ReportedRun.title(of: run.baseline)
    return ReportTable(
      id: "ratios", caption: "Times of \(first) over each other's, and the same of FLOPs",
      columns: lengthColumns
        + others.flatMap {
          [
            ReportTable.Column("\(first) / \(ReportedRun.title(of: $0))"),
            ReportTable.Column(
              "FLOPs, \(ReportedRun.title(of: $0))", note: 1, isSecondary: true),
          ]
        },
      rows: run.lengths.map { positions in
        length(positions) + others.flatMap { ratios(to: $0, positions) }
      },
      notes: ["the same ratio of useful FLOPs (matmul-causal), counted"])
  }

  /// The baseline's time and useful FLOPs for one of another's.
  private func ratios(to other: String, _ positions: Int) -> [ReportTable.Cell] {
    let time = run.timeRatio(run.baseline, other, positions: positions)
    let flops = run.record(run.baseline, positions).flatMap { one in
      run.record(other, positions).map { Double(one.usefulFlops) / Double($0.usefulFlops) }
    }
    return [
      time.map { ReportTable.Cell(times: $0.value, $0.spread) } ?? ReportTable.Cell("—"),
      ReportTable.Cell(flops.map(PaperBesideMachine.times) ?? "—"),
    ]
  }

  /// Which cell a row is about.
  private var cellColumns: [ReportTable.Column] {
    [ReportTable.Column("architecture", isNumeric: false)] + lengthColumns
  }

  private func cell(_ record: CellRecord) -> [ReportTable.Cell] {
    let (name, positions) = (record.cell.architecture, record.cell.positions)
    return [
      ReportTable.Cell(ReportedRun.title(of: name)),
      ReportTable.Cell(NumberFormat.grouped(positions)),
    ] + (cut.isEmpty ? [] : [cut.contains(name) ? segments(positions) : ReportTable.Cell("—")])
  }

  /// Rate, memory, checked error and the roof's prediction.
  private var resources: ReportTable {
    let rows = run.records.compactMap { record -> [ReportTable.Cell]? in
      guard let timing = record.timing else { return nil }
      return cell(record) + [
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
      columns: cellColumns + [
        ReportTable.Column("GFLOP/s", note: 1), ReportTable.Column("peak memory", note: 2),
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
      return cell(record) + [ReportTable.Cell(status), ReportTable.Cell(reason)]
    }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      id: "missing", caption: "Cells that weren't measured, or not to the end",
      columns: cellColumns + [
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
