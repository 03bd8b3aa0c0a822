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

  /// Rows of samples, in ink unless one hue is meant, and what they mean.
  private mutating func writeKey() {
    for (row, entries) in layout.key.enumerated() {
      let y = layout.keyHeight + Double(row) * Theme.keyRow
      var x = Theme.edge
      for entry in entries {
        writeSample(of: entry, x: x, y: y)
        label(
          GnuplotText.quoted(entry.text), x: x + entry.sampleWidth, y: y, size: Theme.smallSize)
        x += entry.width + Theme.keyGap
      }
    }
  }

  private mutating func writeSample(of entry: KeyEntry, x: Double, y: Double) {
    let color = entry.hue.map(Theme.color) ?? Theme.ink
    switch entry.style {
    case .measured, .published, .counted, .sample, .discarded:
      let marker = entry.marker ?? Marker(of: entry.hue ?? .blue)
      writeMarker(marker, entry.style, entry.dash, x: x + 6, y: y, color: color)
    case .band:
      line(
        from: (x, y), to: (x + 28, y), color: Theme.paleColor(entry.hue),
        stroke: "linewidth 9 dashtype solid")
    case .model, .analytic, .level:
      line(
        from: (x, y), to: (x + 28, y), color: color,
        stroke: Theme.stroke(entry.style, entry.dash))
    }
  }
}
