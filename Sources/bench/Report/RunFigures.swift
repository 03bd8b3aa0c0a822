import Charts
import Foundation
import Reports

/// Charts drawn by gnuplot for a page, in a folder that is gone afterwards.
struct RunFigures {
  private(set) var figures: [ReportFigure] = []
  /// Why charts are missing, a sentence each.
  private(set) var missing: [String] = []

  init(_ charts: ReportCharts) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (chart, caption) in charts.all {
      do {
        for path in try Gnuplot().draw(chart, into: folder.path, formats: [.svg]) {
          let drawing = try InlineDrawing(
            svg: String(contentsOfFile: path, encoding: .utf8), id: chart.name, label: chart.title)
          figures.append(ReportFigure(drawing, caption: caption))
        }
      } catch GnuplotError.notInstalled {
        missing = ["The charts are missing: \(GnuplotError.notInstalled)."]
        return
      } catch {
        missing.append("The chart \(chart.name) is missing: \(error).")
      }
    }
  }
}
