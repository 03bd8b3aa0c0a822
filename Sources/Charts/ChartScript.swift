/// Turns a chart into the gnuplot script that draws it.
struct ChartScript {
  let chart: Chart
  let layout: ChartLayout
  private let formats: [PictureFormat]
  var script = PlotScript()

  /// The script that draws `chart` once per format, into files beside itself.
  init(_ chart: Chart, formats: [PictureFormat]) {
    self.chart = chart
    self.layout = ChartLayout(chart)
    self.formats = formats
    writeTerminals()
    for (index, panel) in layout.panels.enumerated() { writeBlocks(of: panel, number: index + 1) }
    script.line("set multiplot")
    writeCommonStyle()
    writeFurniture()
    for (index, panel) in layout.panels.enumerated() { write(panel, number: index + 1) }
    script.line("unset multiplot")
    script.line("unset output")
    script.line("if (picture < \(formats.count)) reread")
  }

  /// gnuplot reads the script once per picture; `picture` counts the readings.
  private mutating func writeTerminals() {
    script.line("# Redraw with: gnuplot \(chart.name).gp")
    script.line("reset")
    script.line("set encoding utf8")
    script.line("if (!exists('picture')) picture = 0")
    script.line("picture = picture + 1")
    for (index, format) in formats.enumerated() {
      script.line(
        "if (picture == \(index + 1)) set terminal \(terminal(format)); "
          + "set output '\(chart.name).\(format.rawValue)'")
    }
  }

  private func terminal(_ format: PictureFormat) -> String {
    let width = Int(chart.size.width)
    let height = Int(chart.size.height)
    func font(_ family: String) -> String {
      "enhanced font '\(family),\(number(Theme.labelSize))'"
    }
    switch format {
    case .svg:
      // gnuplot ends a font's name at a comma, so that those of the list are written as XML has them.
      return "svg size \(width),\(height) dynamic \(font(Theme.fonts.joined(separator: "&#44;"))) "
        + "background rgb 'white' rounded name '\(identifier)'"
    case .png:
      // pngcairo's points are 4/3 pixels, so 1.5 is twice the SVG's type. It takes one name, in whose
      // absence fontconfig chooses.
      return
        "pngcairo size \(2 * width),\(2 * height) \(font(Theme.fonts[0])) rounded fontscale 1.5 "
        + "linewidth 2 pointscale 2 dashlength 2 background rgb 'white'"
    }
  }

  /// The name that ids inside the SVG begin with: only letters, digits and `_`.
  private var identifier: String {
    String(chart.name.map { $0 == "-" || $0 == "." ? "_" : $0 })
  }

  private mutating func writeCommonStyle() {
    script.line("set border 3 linecolor rgb '\(Theme.border)' linewidth 1")
    script.line(
      "set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '\(Theme.grid)' "
        + "linewidth 0.8"
    )
    script.line("unset key")
  }
}
