import ArgumentParser
import Charts
import CommandLineKit
import Files
import Foundation
import Statistics
import Testing

@testable import bench

@Suite struct ComparisonReportTests {
  /// A name that means something in every format.
  private static let hostile = "a \"b\" 'c' <d> & |e| `f`,\n;\t{g}\u{1b}[1m"

  private func report(_ outcomes: [ComparisonRow.Outcome], verdict: Verdict = .regressed)
    -> ComparisonReport
  {
    ComparisonReport(
      method: .alternation, baseline: "old \(Self.hostile)", candidate: "new",
      rows: outcomes.map { outcome in
        ComparisonRow(
          cell: Self.hostile, outcome: outcome, ratio: 1.25, interval: Interval(1.2, 1.3),
          baseline: 1, candidate: 1.25, rounds: 9, reason: "why <&>")
      },
      verdict: verdict, status: ExitStatus(verdict),
      control: .init(ratio: 1, interval: Interval(0.99, 1.01), isFailed: false), noise: 0.02,
      blocks: 9, rerunBlocks: 9, seconds: 12, notes: ["note \(Self.hostile)"])
  }

  private func object(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  @Test func jsonHoldsNamesAsTheyAre() throws {
    let json = try #require(
      try object(report([.regressed, .unchanged]).render(as: .json)) as? [String: Any])
    #expect(json["schema"] as? String == "contextcost.comparison/1")
    #expect(json["verdict"] as? String == "regressed" && json["status"] as? Int == 2)
    let cells = try #require(json["cells"] as? [[String: Any]])
    #expect(cells.map { $0["cell"] as? String } == [Self.hostile, Self.hostile])
    #expect(cells[0]["ratio"] as? Double == 1.25 && cells[0]["ratio_high"] as? Double == 1.3)
    let empty = try object(report([]).render(as: .json)) as? [String: Any]
    #expect((empty?["cells"] as? [Any])?.isEmpty == true)
  }

  @Test func actionBenchmarkHoldsWhatItReads() throws {
    let text = report([.regressed]).actionBenchmark
    let entries = try #require(try object(text) as? [[String: Any]])
    #expect(entries.count == 1 && entries[0]["name"] as? String == Self.hostile)
    #expect(entries[0]["value"] as? Double == 1.25)
    #expect(entries[0].keys.sorted() == ["extra", "name", "range", "unit", "value"])
  }

  /// A cell's name can't end its row, nor be taken for markup.
  @Test func markdownKeepsItsRows() {
    let text = report([.regressed, .unchanged]).render(as: .markdown)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.count == 4)
    for row in rows {
      let bars = row.replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == 9)
    }
    #expect(!text.contains("<d>") || text.contains("\\<d>"))
    #expect(!text.contains("\u{1b}"))
  }

  @Test func junitIsWellFormedXML() throws {
    let all: [ComparisonRow.Outcome] = [
      .improved, .unchanged, .regressed, .inconclusive, .failed, .missing,
    ]
    let reader = TestCaseReader()
    let parser = XMLDocumentReader(report(all).junit(suite: "a \"<&>'"), reader)
    #expect(parser.isWellFormed)
    #expect(reader.names.count == 6)
    // What XML can't say at all is written as an escape; everything else comes back as it was.
    #expect(reader.names.allSatisfy { $0 == Self.hostile.replacing("\u{1b}", with: "\\u{1b}") })
    #expect(
      reader.outcomes == ["failure", "skipped", "error", "skipped"]
        && reader.suite == ["tests": "6", "failures": "1", "errors": "1", "skipped": "2"])
  }

  /// What Windy Road's schema and Jenkins' ask of every document, whatever is in it.
  @Test func junitIsValid() throws {
    var report = report([
      .improved, .unchanged, .regressed, .inconclusive, .failed, .missing,
    ])
    report.rows[0].candidate = 1234.5
    report.rows[1].candidate = 2.5e-7
    report.rows[5].candidate = nil
    report.seconds = 1e5
    let reader = ElementReader()
    let parser = XMLDocumentReader(report.junit(suite: "bench gate"), reader)
    try #require(parser.isWellFormed)
    #expect(reader.elements[0].path == "testsuites" && reader.elements[0].attributes.isEmpty)
    let suite = try #require(reader.elements.first { $0.path == "testsuites/testsuite" })
    #expect(
      suite.attributes.keys.sorted() == [
        "errors", "failures", "hostname", "id", "name", "package", "skipped", "tests", "time",
        "timestamp",
      ])
    #expect(suite.attributes["timestamp"]?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) != nil)
    let own = reader.elements.filter { $0.path.hasPrefix("testsuites/testsuite/") }
    let order = own.filter { $0.path.count { $0 == "/" } == 2 }.map {
      $0.path.split(separator: "/")[2]
    }
    #expect(
      order == ["properties"] + [Substring](repeating: "testcase", count: 6)
        + ["system-out", "system-err"])
    let cases = own.filter { $0.path.hasSuffix("/testcase") }
    #expect(
      cases.map { $0.attributes["time"] } == ["1234.5", "0.00000025", "1.25", "1.25", "1.25", "0"])
    for element in cases + [suite] {
      // The lexical form of xs:decimal, which SUREFIRE_TIME admits too.
      #expect(element.attributes["time"]?.wholeMatch(of: /\d+(\.\d+)?/) != nil)
    }
    #expect(cases.allSatisfy { $0.attributes.keys.sorted() == ["classname", "name", "time"] })
    let outcomes = own.filter { $0.path.hasPrefix("testsuites/testsuite/testcase/") }
    #expect(outcomes.map(\.name) == ["failure", "skipped", "error", "skipped"])
    for outcome in outcomes {
      #expect(outcome.text == outcome.attributes["message"] && outcome.text.contains("why <&>"))
      #expect((outcome.attributes["type"] == nil) == (outcome.name == "skipped"))
    }
  }

  /// 20,000 cells are more than GitHub shows: what changed comes first, and the rest is counted.
  @Test func summariesAreCut() {
    let outcomes = [ComparisonRow.Outcome](repeating: .unchanged, count: 20_000) + [.regressed]
    var report = report(outcomes)
    for index in report.rows.indices { report.rows[index].cell = "cell \(index)" }
    let summary = report.summary(atMost: ComparisonReport.mostSummaryBytes)
    #expect(summary.utf8.count <= 1_000_000 && summary.utf8.count > 900_000)
    let rows = summary.split(separator: "\n").filter { $0.hasPrefix("| cell ") }.dropFirst()
    #expect(
      rows.first?.contains("regressed") == true
        && rows.dropFirst().first?.hasPrefix("| cell 0 ") == true)
    #expect(summary.contains("left out are ") && summary.contains(" unchanged."))
    #expect(!report.summary(atMost: 100_000_000).contains("left out are"))
    // What others wrote before leaves less, or nothing.
    #expect(report.summary(atMost: 900).utf8.count <= 900)
    #expect(report.summary(atMost: 0).isEmpty)
  }

  private func status(
    _ outcomes: [ComparisonRow.Outcome], _ verdict: Verdict, isNew: Bool = false,
    allowsMissing: Bool = false
  ) -> Int32 {
    ComparisonReport(
      method: .stored, baseline: "a", candidate: "b",
      rows: outcomes.map { ComparisonRow(cell: "c", outcome: $0, isNew: isNew) },
      verdict: verdict, allowsMissing: allowsMissing
    ).status.rawValue
  }

  /// A failed cell is never passed over, a vanished one only when that is asked for.
  @Test func statusesOfFailedAndMissingCells() {
    #expect(status([.unchanged, .failed], .unchanged) == 3)
    #expect(status([.regressed, .failed], .regressed) == 3)
    #expect(status([.failed], .inconclusive, allowsMissing: true) == 3)
    #expect(status([.unchanged, .missing], .unchanged) == 75)
    #expect(status([.improved, .missing], .improved) == 75)
    #expect(status([.unchanged, .missing], .unchanged, allowsMissing: true) == 0)
    #expect(status([.regressed, .missing], .regressed) == 2)
    #expect(status([.unchanged, .missing], .unchanged, isNew: true) == 0)
  }

  /// The verdict is worth more than that it couldn't be written everywhere, and all outputs are tried.
  @Test(
    arguments: zip(
      [Int32(2), 3, 75, 130, 0], [Int32(2), 3, 75, 130, 73]))
  func writingErrorsReplaceNoVerdict(status: Int32, ending: Int32) throws {
    let named = CommandLineKit.ExitStatus(rawValue: status)
    let status = try #require(named)
    var written = 0
    let failing = {
      throw OutputFolder.WriteError(path: "p", reason: "no space", option: "--junit")
    }
    #expect(throws: ExitCode(ending)) {
      try status.ending(after: [failing, { written += 1 }, failing])
    }
    #expect(written == 1)
    if status == .success { try status.ending(after: [{}]) }
  }

  @Test func csvQuotesNames() {
    let text = report([.regressed]).render(as: .csv)
    let quoted = "\"" + Self.hostile.replacing("\"", with: "\"\"") + "\""
    #expect(text.contains("\r\n" + quoted + ",seconds,1.0,1.25,1.25,1.2,1.3,9,"))
  }

  /// A control without an interval is neither good nor bad.
  @Test func controlOfFewBlocksSaysNothing() {
    var report = report([.inconclusive], verdict: .inconclusive)
    report.control = .init(ratio: 2.5, interval: nil, isFailed: false)
    #expect(report.controlSentence?.hasSuffix("×2.500, of too few blocks to say anything.") == true)
    report.control = .init(ratio: 2.5, interval: Interval(2, 3), isFailed: true)
    #expect(report.controlSentence?.hasSuffix("leaves nothing to conclude from this run.") == true)
  }

  @Test func terminalIsNotControlled() {
    let text = report([.regressed]).render(as: .table)
    #expect(!text.contains("\u{1b}") && text.hasSuffix("verdict: regressed\n"))
  }

  @Test(
    arguments: zip(
      [Verdict.improved, .unchanged, .regressed, .inconclusive], [Int32(0), 0, 2, 75]))
  func statuses(verdict: Verdict, status: Int32) {
    #expect(ExitStatus(verdict).rawValue == status)
  }

  /// The chart counts what the table has, and says of the control what the verdict says.
  @Test func theChartAgreesWithTheTable() throws {
    var report = report([.regressed, .failed, .missing])
    for index in report.rows.indices { report.rows[index].cell = "rmt:\(index)" }
    report.rows[1].ratio = nil
    report.rows[2].ratio = nil
    let forest = try #require(report.forest)
    #expect(forest.rows.map(\.verdict) == [.regressed, .failed, .missing])
    let chart = ForestChart(forest).chart
    #expect(chart.title.hasPrefix("1 of 3 cells failed: rmt:1; 1 of 3 cells regressed: rmt:0 by"))
    #expect(chart.panels[0].heading.hasSuffix("grey: from −2.0 % to +2.0 %, too little to matter"))
    report.control = .init(ratio: 2.5, interval: Interval(2, 3), isFailed: true)
    #expect(try ForestChart(#require(report.forest)).chart.title.hasPrefix("Inconclusive: "))
    report.control = .init(ratio: 2.5, interval: nil, isFailed: false)
    #expect(report.forest?.control?.verdict == .inconclusive)
  }
}
