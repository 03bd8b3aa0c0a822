import CommandLineKit
import Text

extension PaperBesideMachine {
  /// The headline in words and as a table, for every format.
  public var section: ReportSection {
    ReportSection(
      id: "paper", title: "The paper beside this machine", tables: [table], remarks: sentences)
  }

  /// The headline as a table: a row for each kind of ratio, a column for each length.
  public var table: ReportTable {
    let segment = subject.options.memory.segmentLength
    var notes: [String] = []
    func note(_ text: String) -> Int {
      if let place = notes.firstIndex(of: text) { return place + 1 }
      notes.append(text)
      return notes.count
    }

    func counted(whole: Bool) -> [[ReportTable.Cell]] {
      counts.filter { $0.isWholeModel == whole }.map { count in
        [ReportTable.Cell(count.convention.name, note: note(explain(count.convention.name)))]
          + count.ratios.map { positions, value in
            let paper =
              whole && count.convention == .rmtPaper
              ? Self.published(subject, positions: positions) : nil
            return ReportTable.Cell(
              Self.times(value),
              note: paper.map {
                note(
                  "the paper's figure 3 gives \(Self.times($0)) here: \(subject.whole.name), "
                    + "\(NumberFormat.grouped(positions)) positions (arXiv 2304.11062)")
              })
          }
      }
    }

    var groups = [
      ReportTable.Group(
        "FLOPs of what was timed, \(subject.timedName); counted", rows: counted(whole: false)),
      ReportTable.Group(
        "FLOPs of the whole model, \(subject.wholeName); counted, never run here",
        rows: counted(whole: true)),
    ].filter { !$0.rows.isEmpty }
    if subject.isWholeTimed, let last = groups.indices.last {
      groups[last].title = "FLOPs of what was timed, the whole model; counted"
    }
    groups.append(timeGroup(note: note))
    if let memory = measuredMemory {
      groups.append(
        ReportTable.Group(
          "Memory of what was timed",
          rows: [
            row(
              "peak resident, measured", [memory],
              note: note(
                "the most of any round, of the whole process: program, libraries and weights are in both"
              ))
          ]))
    }
    return ReportTable(
      id: "paper-beside-machine",
      caption: "Full attention for one of RMT, whose segments are of "
        + Plural.text(segment, "position"),
      columns: [ReportTable.Column("full / RMT", isNumeric: false)]
        + columns.map { positions in
          ReportTable.Column(
            Plural.text(positions, "position"),
            detail: Plural.text((positions + segment - 1) / segment, "segment"))
        },
      groups: groups, notes: notes)
  }

  private func timeGroup(note: (String) -> Int) -> ReportTable.Group {
    let measured: [ReportTable.Cell] =
      measuredTime.map { row("measured", [$0], note: note(Self.measuredNote)) }
      ?? row("measured", [], note: note("no length was measured for both"))
    let law: [ReportTable.Cell] =
      lawTimes.isEmpty
      ? row("by the laws", [], note: note("too few sizes were measured to fit both laws"))
      : row(
        "by the laws", lawTimes, isPredicted: true,
        note: note(
          lawTimes.contains { $0.spread.bounds == nil }
            ? "no interval, since the run kept too few rounds of its cells to draw anew from"
            : "where the ratio of the two laws lies with 95%, given that their forms hold that far: "
              + "bootstrap over rounds"))
    return ReportTable.Group("Time of what was timed, on this machine", rows: [measured, law])
  }

  private static let measuredNote =
    "ratio of the two medians; the interval holds however they depend on each other, with 95% or "
    + "with what is said"

  private func row(
    _ title: String, _ ratios: [SpreadRatio], isPredicted: Bool = false, note: Int? = nil
  ) -> [ReportTable.Cell] {
    [ReportTable.Cell(title, note: note)]
      + columns.map { positions in
        guard let ratio = ratios.first(where: { $0.positions == positions }) else {
          return ReportTable.Cell("—")
        }
        return ReportTable.Cell(times: ratio.value, ratio.spread, isPredicted: isPredicted)
      }
  }

  static func times(_ ratio: Double) -> String { "×" + NumberFormat.ratio(ratio) }

  private func explain(_ convention: String) -> String {
    switch convention {
    case "rmt-paper":
      "rmt-paper, the RMT paper's rule: 2 a multiply-add, 10 a softmax element, all pairs"
    case "matmul": "matmul: 2 a multiply-add of matrix products alone, all pairs"
    default:
      "executed: 2 a multiply-add that this project's kernels perform with \(subject.kernel.name), "
        + "tiles included"
    }
  }
}
