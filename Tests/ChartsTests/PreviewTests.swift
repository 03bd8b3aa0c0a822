import Foundation
import Testing

@testable import Charts

@Suite struct PreviewTests {
  private let gnuplot = Gnuplot()

  private static func visible(_ text: String) -> [String] {
    text.replacing(/\u{1B}\[[0-9;]*m/, with: "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// Every chart there is, at several widths: nothing is wider than asked for.
  @Test(arguments: [40, 80, 132])
  func everyChartFitsTheWidth(columns: Int) throws {
    let charts =
      CostSamples.charts + Samples.charts(Samples.scaling)
      + [PaperFigure3Chart(Samples.figure).chart]
    for chart in charts {
      let text = try gnuplot.preview(chart, columns: columns, rows: 24)
      #expect(Self.visible(text).allSatisfy { $0.count <= columns }, "\(chart.title)")
      #expect(!text.contains("\u{1B}") && !text.contains("\u{C}"))
      #expect(text.hasSuffix("\n"))
    }
  }

  @Test func everyPanelFitsItsRowsAndNamesItsSeries() throws {
    let chart = CostSweepChart(CostSamples.sweep(models: 3, architectures: 2)).chart
    let text = try gnuplot.preview(chart, columns: 80, rows: 24)
    for panel in chart.panels {
      #expect(text.contains(panel.heading))
      for series in panel.series { #expect(text.contains(" " + series.label.joined())) }
    }
    #expect(text.contains("10¹²") && text.contains("positions") && text.contains("- equal"))
    // Title and subtitle, two panels, and an empty line above each.
    let lines = Self.visible(text).count
    #expect(lines <= 3 + 2 * 25)
  }

  @Test func everyNamedRowHasARowWithAllItsPoints() throws {
    let input = CostSamples.comparison(rows: 25, candidates: 2)
    let lines = Self.visible(try gnuplot.preview(CostComparisonChart(input).chart))
    for row in 0..<25 where row != 2 {
      let found = lines.filter { $0.contains("convention \(row) ") && $0.contains("|") }
      #expect(found.count == 1)
      let symbols = (found.first ?? "").split(separator: "|", maxSplits: 1).last ?? ""
      #expect(symbols.contains("*"))
      // The other one's `+`, and the tick's at the right end.
      if row != 3 { #expect(symbols.filter { $0 == "+" }.count == 2) }
    }
  }

  @Test func colorIsOnlyThereWhenAskedForAndTheSameInTheKey() throws {
    let hues = Hue.allCases
    let range = AxisRange(.log10, spanning: [1, 1000])
    let series = hues.map { hue in
      let y = pow(1000, (Double(hue.rawValue) + 0.5) / Double(hues.count))
      return Series(
        .analytic([CurvePoint(x: 1, y: y), CurvePoint(x: 1000, y: y)]), hue: hue, label: ["\(hue)"])
    }
    let axis = Axis(label: "x", range: range, ticks: [Tick(10, "10")])
    let chart = Chart(
      name: "a", title: "a", panels: [Panel(heading: "a", x: axis, y: axis, series: series)])
    let colored = try gnuplot.preview(chart, color: true)
    for hue in hues {
      let code = "\u{1B}[38;5;\(Theme.terminalColor(hue))m"
      // Once by gnuplot in the drawing, once in the key.
      #expect(colored.components(separatedBy: code).count - 1 == 2, "\(hue)")
    }
    let plain = try gnuplot.preview(chart)
    #expect(!plain.contains("\u{1B}"))
    #expect(
      Self.visible(colored).map { $0.trimmingCharacters(in: .whitespaces) }
        == Self.visible(plain).map { $0.trimmingCharacters(in: .whitespaces) })
    let again = try gnuplot.preview(chart, color: true)
    #expect(again == colored)
  }

  @Test(arguments: [
    "a_b{c}^2 \"q\" it's @x &y ~z", "`touch injected`", "'\nsystem 'touch injected", "%d 100% \\n",
    "\u{1B}[2J\u{0}\r\t\u{9B}31m", "", "日本語 \u{202E}x", String(repeating: "endless", count: 50),
  ])
  func strangersTextIsShownAndNeverObeyed(text: String) throws {
    let preview = try gnuplot.preview(Samples.chart(text: text), columns: 60)
    let obeyed = preview.unicodeScalars.filter { scalar in
      scalar != "\n" && (scalar.value < 32 || (0x7F...0x9F).contains(scalar.value))
    }
    #expect(obeyed.isEmpty)
    #expect(Self.visible(preview).allSatisfy { $0.count <= 60 })
    if text.contains("_") {
      let shown = text.replacingOccurrences(of: "'", with: "’")
      #expect(preview.contains(shown))
    }
  }

  @Test func whatCannotBeDrawnIsSaid() throws {
    let empty = CostSweepChart(CostSweepInput(quantity: .flops, curves: [])).chart
    #expect(try gnuplot.preview(empty).contains("nothing to draw here"))
    #expect(throws: GnuplotError.notInstalled) {
      try Gnuplot(executable: "no-such-gnuplot").preview(empty)
    }
    // Unusable sizes become usable ones.
    #expect(try gnuplot.preview(empty, columns: -1, rows: 0).contains("No cost was counted"))
  }
}
