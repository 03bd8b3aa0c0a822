extension ChartScript {
  /// One panel: its axes, its lines and its labels.
  mutating func write(_ layout: PanelLayout, number: Int) {
    let panel = layout.panel
    let box = layout.box
    script.line("")
    script.line("set lmargin at screen \(share(box.left / chart.size.width))")
    script.line("set rmargin at screen \(share(box.right / chart.size.width))")
    script.line("set tmargin at screen \(share(1 - box.top / chart.size.height))")
    script.line("set bmargin at screen \(share(1 - box.bottom / chart.size.height))")
    writeAxis("x", panel.x, widestLabel: nil)
    writeAxis("y", panel.y, widestLabel: box.left - Theme.edge - 12)
    let end = panel.y.isCategorical ? box.right : chart.size.width - Theme.edge
    let heading = TextMetrics.shortened(
      panel.heading, width: end - box.left + 4, size: Theme.headingSize)
    label(
      GnuplotText.quoted(heading), x: box.left - 4, y: box.top - 13, size: Theme.headingSize)
    if layout.showsTicksOfX { writeTickRows(panel.x, box: box) }
    if panel.y.isCategorical { writeRowEnds(panel.y, box: box) }
    for label in layout.labels { write(label, box: box) }
    for mark in panel.visibleMarks { write(mark, of: layout) }
    if !panel.x.showsGrid { script.line("set grid noxtics") }
    writePlot(panel, number: number)
    if !panel.x.showsGrid { script.line("set grid xtics") }
    script.line("unset label")
    script.line("unset arrow")
  }

  /// An axis with labels at its ticks as far as they fit, or without any.
  private mutating func writeAxis(_ name: String, _ axis: Axis, widestLabel: Double?) {
    switch axis.range.scale {
    case .linear: script.line("unset logscale \(name)")
    case .log2: script.line("set logscale \(name) 2")
    case .log10: script.line("set logscale \(name) 10")
    }
    script.line("set \(name)range [\(axis.range.lower):\(axis.range.upper)]")
    // An empty list would mean gnuplot's own choice.
    guard !axis.ticks.isEmpty else {
      script.line("unset \(name)tics")
      return
    }
    let ticks = axis.ticks.map { tick in
      let text = widestLabel.map {
        TextMetrics.shortened(tick.label, width: $0, size: Theme.smallSize)
      }
      return "\(GnuplotText.tick(text ?? "")) \(tick.position)"
    }
    script.line(
      "set \(name)tics (\(ticks.joined(separator: ", "))) nomirror out scale 0.5 "
        + "font ',\(self.number(Theme.smallSize))' textcolor rgb '\(Theme.ink)'")
  }

  /// Tick labels below the x axis and, in grey, the second ones; none runs into its neighbour.
  private mutating func writeTickRows(_ axis: Axis, box: Box) {
    let rows = [
      (axis.label, axis.ticks.map { ($0.position, $0.label) }, Theme.ink),
      (
        axis.secondLabel ?? "",
        axis.ticks.compactMap { tick in
          tick.secondLabel.map { (tick.position, $0) }
        }, Theme.grey
      ),
    ]
    for (row, (name, labels, color)) in rows.enumerated() {
      let y = box.bottom + 15 + Double(row) * Theme.smallSize * Theme.lineHeight
      if !name.isEmpty { small(name, x: box.left - 14, y: y, align: "right") }
      var end = box.left - 14
      for (position, text) in labels {
        let x = box.left + axis.range.fraction(of: position) * box.width
        let half = TextMetrics.width(text, size: Theme.smallSize) / 2
        guard x - half > end + 4 else { continue }
        label(
          GnuplotText.quoted(text), x: x, y: y, size: Theme.smallSize, color: color,
          align: "center")
        end = x + half
      }
    }
  }

  /// The texts at the right end of named rows, in grey, below what they are.
  private mutating func writeRowEnds(_ axis: Axis, box: Box) {
    let x = box.right + Theme.labelGap
    let width = chart.size.width - Theme.edge - x
    if let heading = axis.secondLabel, axis.ticks.contains(where: { $0.secondLabel != nil }) {
      small(
        TextMetrics.shortened(heading, width: width, size: Theme.smallSize), x: x, y: box.top - 12)
    }
    for tick in axis.ticks {
      guard let text = tick.secondLabel else { continue }
      let y = box.bottom - axis.range.fraction(of: tick.position) * box.height
      small(TextMetrics.shortened(text, width: width, size: Theme.smallSize), x: x, y: y)
    }
  }

  /// The label's lines and, if it had to move aside, a thin line that leads to it.
  private mutating func write(_ label: EndLabel, box: Box) {
    let color = label.hue.map(Theme.color) ?? Theme.grey
    let step = label.size * Theme.lineHeight
    for (index, text) in label.lines.enumerated() {
      self.label(
        GnuplotText.quoted(text), x: label.position.x + label.indent(ofLine: index),
        y: label.box.top + (Double(index) + 0.5) * step, size: label.size,
        color: index == 0 ? color : Theme.grey)
    }
    if let marker = label.marker {
      writeMarker(
        marker, .measured, x: label.position.x + 5, y: label.box.top + 0.5 * step, color: color)
    }
    if label.role == .place {
      writeLeader(of: label, color: color)
      return
    }
    if label.role == .columnOfPoints {
      line(
        from: (label.position.x + label.width / 2, label.box.bottom),
        to: (label.end.x, label.end.y - 7), color: color, stroke: "linewidth 0.6 dashtype solid")
      return
    }
    guard label.position.x > box.right else { return }
    let moved = abs(label.position.y - label.end.y) > 4
    guard moved || box.right - label.end.x > 30 else { return }
    line(
      from: (label.end.x + 6, label.end.y), to: (label.position.x - 4, label.position.y),
      color: color, stroke: "linewidth 0.6 dashtype solid")
  }

  /// A thin line from what a callout is about to the nearest edge of its text, unless they touch.
  private mutating func writeLeader(of label: EndLabel, color: String) {
    let tip = label.box.nearest(to: label.end)
    let (x, y) = (tip.x - label.end.x, tip.y - label.end.y)
    let distance = (x * x + y * y).squareRoot()
    guard distance > 16 else { return }
    line(
      from: (label.end.x + x / distance * 7, label.end.y + y / distance * 7), to: (tip.x, tip.y),
      color: color, stroke: "linewidth 0.6 dashtype solid")
  }

  private mutating func write(_ mark: EdgeMark, of layout: PanelLayout) {
    let (start, tip) = mark.arrow(in: layout.box, of: layout.panel)
    let size = share(7 / chart.size.width)
    script.line(
      "set arrow from \(screen(start.x, start.y)) to \(screen(tip.x, tip.y)) head filled "
        + "size screen \(size),25,60 front linecolor rgb '\(Theme.color(mark.hue))' "
        + "linewidth 1.6 dashtype solid")
  }

  private mutating func writePlot(_ panel: Panel, number: Int) {
    // Not arrows: the SVG terminal forgets the dashes of an arrow in the border's colour.
    let references =
      referenceRows(panel).isEmpty
      ? []
      : [
        "$panel\(number)_references using 1:2 with lines linecolor rgb '\(Theme.border)' "
          + Theme.referenceStroke
      ]
    // Areas and lines first, so that no curve hides a measured point; a level is made to be seen
    // among the points that it was found in.
    let order: [SeriesStyle] = [
      .band, .analytic, .model, .counted, .published, .discarded, .sample, .measured, .level,
    ]
    let plots =
      background(panel, number: number) + references
      + order.flatMap { style in
        panel.series.enumerated().filter { $0.element.style == style }.flatMap { index, series in
          rows(of: series, in: panel).isEmpty
            ? [] : elements(of: series, block: "$panel\(number)_\(index + 1)")
        }
      }
    guard !plots.isEmpty else {
      script.line("set label 'nothing to draw here' at graph 0.5,0.5 center")
      script.line("plot NaN")
      return
    }
    script.line("plot \\")
    script.line(plots.map { "  \($0)" }.joined(separator: ", \\\n"))
  }

  /// What stands behind everything else.
  private func background(_ panel: Panel, number: Int) -> [String] {
    let shades = shadeCorners(panel).indices.map { index in
      "$panel\(number)_shade\(index + 1) using 1:2 with filledcurves closed "
        + "fillcolor rgb '\(Theme.shade)' fillstyle solid noborder"
    }
    guard !separatorRows(panel).isEmpty else { return shades }
    return shades + [
      "$panel\(number)_separators using 1:2 with lines linecolor rgb '\(Theme.separator)' "
        + "linewidth 0.7 dashtype solid"
    ]
  }

  /// What a series adds to gnuplot's `plot`.
  private func elements(of series: Series, block: String) -> [String] {
    let color = "linecolor rgb '\(Theme.color(series.hue, in: series.style))'"
    let stroke = Theme.stroke(series.style, series.dash)
    let points = Theme.points(series.style, series.marker, series.dash).map {
      "\(block) using 1:2 with points \($0) \(color)"
    }
    switch series.content {
    case .model, .analytic, .levels: return ["\(block) using 1:2 with lines \(color) \(stroke)"]
    case .band:
      return [
        "\(block) using 1:2:3 with filledcurves fillcolor rgb '\(Theme.color(series.hue))' "
          + "fillstyle transparent solid 0.18 noborder"
      ]
    case .measuredInRows:
      return ["\(block) using 3:2:($4-$3):(0) with vectors nohead \(color) \(stroke)"] + points
    case .counted, .published, .samples, .discarded:
      return points.map { "\($0) \(stroke)" }
    case .measured(_, let joined):
      // Not yerrorbars: they leave a gap around the marker that hides short bars.
      let bars = "\(block) using 1:3:(0):($4-$3) with vectors nohead \(color) \(stroke)"
      let line = joined ? ["\(block) using 1:2 with lines \(color) \(stroke)"] : []
      return line + [bars] + points
    }
  }
}
