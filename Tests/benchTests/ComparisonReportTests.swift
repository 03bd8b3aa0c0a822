import CommandLineKit
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
}
