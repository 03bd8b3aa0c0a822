extension ChartScript {
  /// Title, subtitle, key and notes: what belongs to the picture as a whole.
  mutating func writeFurniture() {
    var y = Theme.edge
    for line in layout.title {
      y += Theme.titleSize * Theme.lineHeight
      label(
        GnuplotText.bold(line), x: Theme.edge, y: y - Theme.titleSize * 0.6, size: Theme.titleSize)
    }
    for line in layout.subtitle {
      y += Theme.smallSize * Theme.lineHeight
      small(line, x: Theme.edge, y: y - 3)
    }
    writeKey()
    y = chart.size.height - Theme.edge
    for line in layout.notes.reversed() {
      small(line, x: Theme.edge, y: y)
      y -= Theme.smallSize * Theme.lineHeight
    }
  }

  /// One row: a sample of each style in grey, and what it means.
  private mutating func writeKey() {
    let y = layout.keyHeight
    var x = Theme.edge
    for entry in layout.key {
      switch entry.style {
      case .measured, .published:
        script.line(
          "set label '' at \(screen(x + 6, y)) point \(Theme.point(entry.style, .blue)) "
            + "linecolor rgb '\(Theme.ink)'")
        x += 18
      case .model, .analytic:
        line(from: (x, y), to: (x + 28, y), color: Theme.ink, stroke: Theme.stroke(entry.style))
        x += 36
      }
      label(GnuplotText.quoted(entry.text), x: x, y: y, size: Theme.smallSize)
      x += TextMetrics.width(entry.text, size: Theme.smallSize) + 24
    }
  }
}
