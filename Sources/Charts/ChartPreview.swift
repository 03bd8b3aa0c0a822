/// A chart drawn as text: gnuplot draws the panels, the texts around them are set here.
struct ChartPreview {
  let chart: Chart
  let panels: [PanelPreview]
  private let columns: Int
  private let color: Bool

  /// `chart` in at least 40 columns, and 12 rows per panel.
  init(_ chart: Chart, columns: Int, rows: Int, color: Bool) {
    self.chart = chart
    self.columns = min(max(columns, 40), 400)
    self.color = color
    let width = self.columns
    let rows = min(max(rows, 12), 200)
    panels = chart.panels.map {
      PanelPreview($0, key: chart.key, columns: width, rows: rows)
    }
  }

  /// The file that panel number `index` is drawn into.
  func file(_ index: Int) -> String { "panel\(index + 1).txt" }

  /// The script that draws every panel into its file.
  var script: PlotScript {
    var script = PlotScript()
    script.line("set encoding utf8")
    script.line("unset key")
    script.line("set border 3")
    for index in panels.indices { write(panels[index], number: index, to: &script) }
    script.line("unset output")
    return script
  }

  private func write(_ preview: PanelPreview, number: Int, to script: inout PlotScript) {
    let panel = preview.panel
    // ansi256 and not ansi, whose eight colours make two of the hues the same.
    script.line(
      "set terminal dumb nofeed noenhanced size \(columns),\(preview.rows) "
        + (color ? "ansi256" : "mono"))
    script.line("set output '\(file(number))'")
    script.line("set lmargin \(preview.leftMargin)")
    script.line("set rmargin \(preview.rightMargin)")
    script.line("set tmargin 0")
    script.line("set bmargin \(PanelPreview.bottomMargin)")
    writeAxis("x", panel.x.range, ticks: preview.ticksOfX, to: &script)
    writeAxis("y", panel.y.range, ticks: preview.ticksOfY, to: &script)
    script.line("unset y2tics")
    if !preview.rowEnds.isEmpty {
      script.line("set y2range [\(panel.y.range.lower):\(panel.y.range.upper)]")
      script.line("set y2tics (\(preview.rowEnds)) nomirror scale 0")
    }
    script.line("set xlabel \(GnuplotText.plain(panel.x.label))")
    writePlot(preview, number: number, to: &script)
  }

  private func writeAxis(
    _ name: String, _ range: AxisRange, ticks: String, to script: inout PlotScript
  ) {
    switch range.scale {
    case .linear: script.line("unset logscale \(name)")
    case .log2: script.line("set logscale \(name) 2")
    case .log10: script.line("set logscale \(name) 10")
    }
    script.line("set \(name)range [\(range.lower):\(range.upper)]")
    script.line(
      ticks.isEmpty ? "unset \(name)tics" : "set \(name)tics (\(ticks)) nomirror out scale 0.5")
  }

  /// Lines to compare with first, then lines, then points, so that no line hides a point.
  private func writePlot(_ preview: PanelPreview, number: Int, to script: inout PlotScript) {
    var plots: [String] = []
    func add(_ name: String, _ rows: [[Double]], _ symbol: String, _ color: String) {
      guard !rows.isEmpty else { return }
      script.block("\(name)\(number + 1)", rows)
      plots.append(
        "$\(name)\(number + 1) using 1:2 with points pointtype '\(symbol)' "
          + "linecolor rgb '\(color)'")
    }
    add("across", preview.across, "-", Theme.border)
    add("upwards", preview.upwards, ":", Theme.border)
    let series = preview.panel.series
    let order =
      series.indices.filter { series[$0].isLine && series[$0].style != .measured }
      + series.indices.filter { !series[$0].isLine || series[$0].style == .measured }
    for index in order {
      add(
        "series\(index + 1)_", preview.points(index), preview.symbol(index),
        Theme.color(series[index].hue))
    }
    for (index, (symbol, callout)) in preview.callouts.enumerated() {
      add(
        "callout\(index + 1)_", [[callout.x, callout.y]], symbol,
        callout.hue.map(Theme.color) ?? Theme.ink)
    }
    for (index, mark) in preview.panel.visibleMarks.enumerated() {
      add("mark\(index + 1)_", [preview.place(of: mark)], mark.symbol, Theme.color(mark.hue))
    }
    script.line("plot \(plots.isEmpty ? "NaN" : plots.joined(separator: ", "))")
  }

  /// The whole chart, from what gnuplot drew for each panel.
  func text(_ drawings: [String]) -> String {
    var lines = TextCells.wrapped(chart.title, width: columns).map { styled($0, "1") }
    lines += chart.subtitle.flatMap { TextCells.wrapped($0, width: columns) }.map(grey)
    for (preview, drawing) in zip(panels, drawings) {
      lines += ["", preview.heading] + Self.trimmed(drawing)
      let isEmpty = preview.panel.series.allSatisfy { preview.panel.visible($0).isEmpty }
      if isEmpty { lines.append("nothing to draw here") }
      lines += preview.key.map { items in
        items.map { $0.line(color: color) }.joined(separator: "   ")
      }
    }
    let notes = styleNotes + chart.notes
    if !notes.isEmpty { lines.append("") }
    lines += notes.flatMap { TextCells.wrapped($0, width: columns) }.map(grey)
    return lines.joined(separator: "\n") + "\n"
  }

  /// How the chart's explanations of styles read where every series has a character of its own.
  private var styleNotes: [String] {
    chart.occurringKey.filter { $0.hue == nil }.compactMap { entry in
      switch entry.style {
      case .measured: "\(PanelPreview.measured) or single characters: \(entry.text)"
      case .published: "\(PanelPreview.published): \(entry.text)"
      case .model: "spaced characters: \(entry.text)"
      case .analytic: "unbroken characters: \(entry.text)"
      case .level: "\(PanelPreview.level): \(entry.text)"
      case .sample, .discarded: "\(PanelPreview.sample): \(entry.text)"
      case .counted, .band: nil
      }
    }
  }

  private func grey(_ text: String) -> String { styled(text, "2") }

  private func styled(_ text: String, _ code: String) -> String {
    color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// The lines without spaces at their ends, and without empty ones at the end.
  private static func trimmed(_ drawing: String) -> [String] {
    let resets = ["\u{1B}[0;39m", "\u{1B}[0;39;49m"]
    // gnuplot feeds a form before a graph that isn't the first, even where it is told not to.
    let drawing = drawing.replacing("\u{C}", with: "")
    var lines = drawing.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = String(line)
      var isColored = false
      while let last = line.last {
        if last == " " {
          line.removeLast()
        } else if let reset = resets.first(where: line.hasSuffix) {
          line.removeLast(reset.count)
          isColored = true
        } else {
          break
        }
      }
      return isColored && line.contains("\u{1B}") ? line + "\u{1B}[0m" : line
    }
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    return lines
  }
}
