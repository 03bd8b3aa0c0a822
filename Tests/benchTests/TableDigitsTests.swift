import CommandLineKit
import Measurement
import Statistics
import Testing

@testable import bench

/// Tables for people have as many digits as an interval tells apart, those for programs have all.
@Suite struct TableDigitsTests {
  /// The README's first cell, which read 39 ms (39 ms to 39 ms).
  private static let record = CellRecord(
    cell: Cell(
      architecture: "full", segments: 1, positions: 512,
      setting: Cell.Setting(model: "opt-125m", layers: 1, dtype: "f32", mask: "full", threads: 2)),
    usefulFlops: 8_053_063_680,
    outcome: .measured(
      CellRecord.Timing(
        secondsByRound: [
          1: 0.038_53, 2: 0.038_7, 3: 0.038_8, 4: 0.038_93, 5: 0.038_95, 6: 0.039_1, 7: 0.039_22,
        ], peakResidentBytes: 1, checkedError: 0)), predictedSeconds: 0.038_93)

  private func cell(_ name: String, in format: OutputFormat) throws -> String {
    let fields = CellRecord.fields(configuration: "release").filter { $0.name == name }
    return RecordTable(fields, rows: [Self.record]).render(as: format)
  }

  @Test(arguments: [
    ("median_seconds", "38.93 ms", "0.03893"), ("low_seconds", "38.53 ms", "0.03853"),
    ("high_seconds", "39.22 ms", "0.03922"), ("prediction_error", "0.0 %", "0"),
  ])
  func cells(name: String, told: String, stored: String) throws {
    #expect(try cell(name, in: .table).contains(told))
    #expect(try cell(name, in: .markdown).contains("| \(told) |"))
    #expect(try !cell(name, in: .table).contains("+0.0"))
    #expect(try cell(name, in: .csv).contains(stored))
  }

  /// How the measuring program was built is what the run says, whoever prints it.
  @Test(arguments: ["release", "debug, kernels optimised", nil])
  func configurations(configuration: String?) {
    let fields = CellRecord.fields(configuration: configuration)
      .filter { $0.name == "configuration" }
    let text = RecordTable(fields, rows: [Self.record]).render(as: .jsonl)
    let value = configuration.map { "\"\($0)\"" } ?? "null"
    #expect(text == "{\"configuration\":\(value)}\n")
  }

  /// A ratio has no more digits than its interval; what isn't paired isn't called pairs.
  @Test func comparisons() {
    let row = ComparisonRow(
      cell: "full:1", outcome: .inconclusive, ratio: 0.999_2, interval: Interval(0.907_3, 1.229),
      rounds: 9)
    let report = ComparisonReport(
      method: .stored, baseline: "a", candidate: "b", rows: [row], verdict: .inconclusive,
      status: .inconclusive)
    let text = report.render(as: .table)
    for word in ["×1.00", "×0.91", "×1.23", "rounds"] { #expect(text.contains(word)) }
    #expect(!text.contains("pairs") && !text.contains("0.9992"))
    #expect(report.render(as: .csv).contains("0.9992,0.9073,1.229"))
    #expect(row.sentence == "×1.00 (0.91 to 1.23)")
  }

  @Test func blocks() {
    var report = ComparisonReport(
      method: .alternation, baseline: "a", candidate: "b", rows: [], verdict: .inconclusive,
      status: .inconclusive, blocks: 1)
    #expect(report.methodSentence.hasPrefix("1 block of A B B A"))
    report.blocks = 9
    #expect(report.methodSentence.hasPrefix("9 blocks of A B B A"))
  }
}
