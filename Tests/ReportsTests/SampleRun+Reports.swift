import Architectures
import Charts
import Foundation
import Measurement
import TestSupport

@testable import Reports

extension SampleRun {
  private static func measured(_ seconds: [Double]) -> CellRecord.Outcome {
    .measured(
      CellRecord.Timing(
        secondsByRound: Dictionary(
          uniqueKeysWithValues: seconds.enumerated().map { ($0.offset + 1, $0.element) }),
        peakResidentBytes: 100 << 20, checkedError: 3e-7))
  }

  /// Reports of runs of every kind, without charts.
  static func report(_ kind: PageRulesTests.Kind) throws -> RunReport {
    var names = ["full", "rmt"]
    let records: [CellRecord]
    switch kind {
    case .sweep:
      let more = try [
        record(.full, 128, .skipped("the budget")), record(.recurrentMemory, 128, .failed("why")),
      ]
      records = try self.records(sizes: [1, 2, 4, 8, 16, 32, 64]) + more
    case .oneSize: records = try self.records(sizes: [1], rounds: 3)
    case .oneCell:
      names = ["rmt"]
      records = [try record(.recurrentMemory, 1, measured([0.04]))]
    case .failed:
      records = try [
        record(.full, 1, .failed("the check")), record(.recurrentMemory, 1, .failed("the check")),
      ]
    case .manyArchitectures:
      names = ["full", ArchitectureEntry.fullStoringScores.name, "rmt"]
      records = try (0..<13).flatMap { (power: Int) -> [CellRecord] in
        let size = 1 << power
        let entries: [ArchitectureEntry] = [.full, .fullStoringScores, .recurrentMemory]
        return try entries.map { entry in
          let base = Double(size) * (entry.name == "rmt" ? 0.0389 : 0.032 + 0.0044 * Double(size))
          return try record(entry, size, measured([base, base * 1.012, base * 0.993]))
        }
      }
    }
    return try RunReport(run(records: records, architectures: names), model: model())
  }

  /// The same with the charts that gnuplot draws of it.
  static func drawnReport(_ kind: PageRulesTests.Kind) throws -> RunReport {
    var report = try report(kind)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("charts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    report.figures = try ReportCharts(report).all.map { chart, caption in
      let drawings = try [chart.forPage, chart.forPhone].map { variant in
        let paths = try Gnuplot().draw(variant, into: folder.path, formats: [.svg])
        return try InlineDrawing(
          svg: String(contentsOfFile: paths[0], encoding: .utf8), id: "chart-\(variant.name)",
          label: chart.title, description: caption)
      }
      return ReportFigure(chart.title, drawings[0], narrow: drawings[1], caption: caption)
    }
    return report
  }
}
