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
        let gnuplot = Gnuplot()
        let drawings = try [chart.forPage, chart.forPhone].map { variant in
          let path = try gnuplot.draw(variant, into: folder.path, formats: [.svg])[0]
          return try InlineDrawing(
            svg: String(contentsOfFile: path, encoding: .utf8), id: "chart-\(variant.name)",
            label: chart.title, description: caption)
        }
        figures.append(
          ReportFigure(chart.title, drawings[0], narrow: drawings[1], caption: caption))
      } catch GnuplotError.notInstalled {
        missing = ["The charts are missing: \(GnuplotError.notInstalled)."]
        return
      } catch {
        missing.append("The chart \(chart.name) is missing: \(error).")
      }
    }
  }
}
