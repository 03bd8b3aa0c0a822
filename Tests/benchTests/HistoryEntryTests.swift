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
    #expect(input.commits.map(\.machine) == ["one, one", "one, release", "two"])
    #expect(Set(input.cells.map(\.name)).count == input.cells.count)
    #expect(input.cells.flatMap(\.points).count == 3)
  }

  /// The project made no step where the machine became another one, so that none is drawn.
  @Test func levelsAreNotJoinedAcrossMachines() throws {
    var entries = [try entry("rmt"), try entry("rmt", ratio: 3)]
    for index in entries.indices {
      entries[index].commit = "000000\(index)"
      entries[index].series.environment.machine = "machine \(index)"
    }
    let history = History(
      lines: Array(HistoryEntry.lines(of: entries).joined(separator: "\n").utf8))
    let timeline = HistoryTimeline(history, positions: [:])
    let panel = try #require(
      HistoryChart(HistoryReport(history, timeline).input).chart.panels.first)
    let steps = panel.series.compactMap { series -> [CurvePoint]? in
      if case .levels(let steps) = series.content { steps } else { nil }
    }
    #expect(steps.joined().map(\.y.isNaN) == [false, false, true, false, false])
    #expect(panel.verticals.map(\.x) == [0.5] && panel.callouts == [])
  }
}
