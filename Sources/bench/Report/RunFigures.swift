import Charts
import Foundation
import Processes
import Reports

/// Charts drawn by gnuplot for a page, in a folder that is gone afterwards.
struct RunFigures {
  private(set) var figures: [ReportFigure] = []
  /// Why charts are missing, a sentence each.
  private(set) var missing: [String] = []

  /// - Throws: A sentence when there is no folder for temporary files.
  init(_ charts: ReportCharts) throws {
    let folder = try ScratchFolder(.report)
    defer { folder.remove() }
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
      } catch let error as GnuplotError where error.isLasting {
        missing.append(
          figures.isEmpty && missing.isEmpty
            ? "The charts are missing: \(error)."
            : "The chart \(chart.name) and those after it are missing: \(error).")
        return
      } catch {
        missing.append("The chart \(chart.name) is missing: \(error).")
      }
    }
  }
}
