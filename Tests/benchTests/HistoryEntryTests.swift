import Charts
import CommandLineKit
import Foundation
import Measurement
import Testing

@testable import bench

@Suite struct HistoryEntryTests {
  /// A name that means something in every format.
  private static let hostile = "a \"b\" 'c' <d> & |e| `f`,\n;\t{g}\\\u{1b}[1m é日\u{1F600} NULL"

  private func entry(_ text: String, ratio: Double = 1.5, isWhole: Bool = true) throws
    -> HistoryEntry
  {
    let setting = Cell.Setting(
      model: text, layers: 3, dtype: text, mask: text, threads: 2, logits: isWhole ? text : nil,
      weights: text)
    let environment = History.Environment(
      machine: text, compiler: text, libraries: isWhole ? text : nil, configuration: text,
      reference: text)
    return HistoryEntry(
      commit: "0123456789ab-dirty", subject: isWhole ? text : nil,
      commitTime: isWhole ? UTCTime("2026-11-21T01:40:00Z") : nil,
      measured: try #require(UTCTime("2026-11-21T01:47:46Z")),
      series: History.Series(
        cell: Cell(architecture: text, segments: 4, positions: 2048, setting: setting),
        environment: environment),
      ratio: ratio, low: isWhole ? ratio / 1.1 : nil, high: isWhole ? ratio * 1.1 : nil, rounds: 7)
  }

  private func entries(_ history: History) -> [HistoryEntry] {
    history.entries(positions: [:])
  }

  /// What is written is read back, to the last digit.
  @Test(arguments: ["rmt", hostile, "", " ", "\\u0041", "\u{0}\u{7f}", "null", "\"", "\\"])
  func roundTrip(text: String) throws {
    for isWhole in [true, false] {
      for ratio in [0.02, 1.0 / 3, 1.6403459124592, 123_456.789, 9e8 / 1.2] {
        let entry = try entry(text, ratio: ratio, isWhole: isWhole)
        let lines = HistoryEntry.lines(of: [entry])
        let history = History(lines: Array(lines.joined(separator: "\n").utf8))
        #expect(lines.count == 1 && history.skipped == [] && entries(history) == [entry])
      }
    }
  }

  @Test func csvHoldsNamesAsTheyAre() throws {
    let csv = RecordTable(HistoryEntry.fields, rows: [try entry(Self.hostile)]).render(as: .csv)
    let quoted = "\"" + Self.hostile.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    #expect(csv.hasPrefix("schema,commit,subject,commit_time,measured,architecture,segments,"))
    #expect(csv.components(separatedBy: quoted).count == 13)
  }

  @Test func peopleSeeOneLineARow() throws {
    let rows = [try entry(Self.hostile), try entry("rmt")]
    for format in [OutputFormat.table, .markdown] {
      let text = RecordTable(HistoryEntry.fields, rows: rows).render(as: format, width: nil)
      #expect(text.split(separator: "\n").count == 4)
      #expect(!text.contains("\u{1b}"))
    }
  }

  @Test func selection() throws {
    let selection = try HistoryCellSelection.parse("rmt:4,full")
    func cell(_ architecture: String, _ segments: Int) -> Cell {
      let setting = Cell.Setting(model: "m", layers: 1, dtype: "f32", mask: "full", threads: 1)
      return Cell(
        architecture: architecture, segments: segments, positions: 512 * segments,
        setting: setting)
    }
    #expect(selection.matches(cell("rmt", 4)) && !selection.matches(cell("rmt", 5)))
    #expect(selection.matches(cell("full", 9)) && !selection.matches(cell("other", 4)))
    let history = History(
      lines: Array(HistoryEntry.lines(of: [try entry("rmt")]).joined().utf8))
    #expect(selection.firstMissing(in: history) == "full")
    #expect(HistoryCellSelection.names(in: history) == ["rmt:4"])
  }

  @Test(arguments: [
    "", ":4", "rmt:", "rmt:0", "rmt:-1", "rmt:x", "rmt:4:5", "rmt:4,,full", "a:9e99",
  ])
  func noSelection(text: String) {
    #expect(throws: CommandLineError.self) { try HistoryCellSelection.parse(text) }
  }

  /// Machines have their names, and builds on one machine what tells them apart.
  @Test func environmentsHaveNames() throws {
    var entries = [try entry("one"), try entry("one"), try entry("two")]
    for index in entries.indices { entries[index].commit = "000000\(index)" }
    entries[1].series.environment.configuration = "release"
    let history = History(
      lines: Array(HistoryEntry.lines(of: entries).joined(separator: "\n").utf8))
    let input = HistoryReport(history, HistoryTimeline(history, positions: [:])).input
    // The one measured last is first.
    #expect(input.cells.map(\.machine) == ["two", "one, release", "one, one"])
    #expect(Set(input.cells.map { "\($0.name), \($0.machine)" }).count == input.cells.count)
    #expect(input.cells.flatMap(\.points).count == 3)
  }

  /// The project made no step where the machine became another one, so that none is drawn.
  @Test func levelsAreNotJoinedAcrossMachines() throws {
    let history = try history(
      [1.5, 1.5, 1.5, 1.5, 3, 3, 3, 3],
      machines: [String](repeating: "a", count: 4) + [String](repeating: "b", count: 4))
    let timeline = HistoryTimeline(history, positions: [:])
    let panels = HistoryChart(HistoryReport(history, timeline).input).chart.panels
    #expect(panels.count == 2)
    for panel in panels {
      let steps = panel.series.compactMap { series -> [CurvePoint]? in
        if case .levels(let steps) = series.content { steps } else { nil }
      }
      #expect(Set(steps.joined().map(\.y)).count == 1 && panel.callouts == [])
    }
  }

  /// A commit a minute, of one cell.
  private func history(_ ratios: [Double], machines: [String]? = nil) throws -> History {
    let entries = try ratios.enumerated().map { index, ratio in
      var entry = try entry("rmt", ratio: ratio)
      entry.commit = "0000\(1000 + index)"
      entry.subject = "commit \(index)"
      entry.commitTime = UTCTime(seconds: 1_790_000_000 + 60 * Int64(index))
      entry.series.environment.machine = machines?[index] ?? "a"
      return entry
    }
    return History(lines: Array(HistoryEntry.lines(of: entries).joined(separator: "\n").utf8))
  }

  private static let slower = [2.0, 2.01, 2, 1.99, 2, 2.01, 2.4, 2.41, 2.4, 2.39, 2.4, 2.41]

  /// 2 as long as the latest change is to slower; 75 when there are too few commits to say.
  @Test(
    arguments: [
      (slower, Int32(2)), (slower + [2, 2.01, 2, 1.99, 2, 2.01], 0), (slower.reversed(), 0),
      ([2, 2.01, 2, 2.01], 0), ([2, 2.01, 2], 75), ([2], 75),
    ] as [([Double], Int32)])
  func changesHaveAStatus(ratios: [Double], status: Int32) throws {
    let history = try history(ratios)
    let timeline = HistoryTimeline(history, positions: [:])
    let changes = HistoryLevelChange.all(history, timeline)
    #expect((HistoryChangesCommand.status(changes, timeline)?.rawValue ?? 0) == status)
  }

  @Test func changesAreRecords() throws {
    let history = try history(Self.slower)
    let changes = HistoryLevelChange.all(history, HistoryTimeline(history, positions: [:]))
    let csv = RecordTable(HistoryLevelChange.fields, rows: changes).render(as: .csv)
    let lines = csv.split(separator: "\r\n")
    #expect(lines.count == 2)
    #expect(lines.last?.hasPrefix("00001006,2026-") == true)
    #expect(lines.last?.hasSuffix(",slower,true,commit 6") == true)
    #expect(changes.first?.level == 2.4)
  }

  @Test func windows() throws {
    #expect(
      try HistoryWindow.since("2026-11-21") == .since(#require(UTCTime("2026-11-21T00:00:00Z"))))
    #expect(
      try HistoryWindow.since("2026-11-21T01:02:03Z")
        != .since(#require(UTCTime("2026-11-21T00:00:00Z"))))
    #expect(try HistoryWindow.since("7BC5BC2") == .from("7bc5bc2"))
    for text in ["", "yesterday", "2026-13-01", "7bc5b", "-1", "7bc5bc2g"] {
      #expect(throws: CommandLineError.self) { try HistoryWindow.since(text) }
    }
  }
}
