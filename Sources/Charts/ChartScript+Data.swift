extension ChartScript {
  /// The panel's numbers, one block per series that has something to draw.
  mutating func writeBlocks(of layout: PanelLayout, number: Int) {
    for (index, series) in layout.panel.series.enumerated() {
      let rows = rows(of: series, in: layout.panel)
      guard !rows.isEmpty else { continue }
      script.block("panel\(number)_\(index + 1)", rows)
    }
    let references = referenceRows(layout.panel)
    if !references.isEmpty { script.block("panel\(number)_references", references) }
    let separators = separatorRows(layout.panel)
    if !separators.isEmpty { script.block("panel\(number)_separators", separators) }
    for (index, corners) in shadeCorners(layout.panel).enumerated() {
      script.block("panel\(number)_shade\(index + 1)", corners)
    }
  }

  /// Each thin line from edge to edge, with a gap after it.
  func separatorRows(_ panel: Panel) -> [[Double]] {
    panel.separators.filter(panel.x.range.contains).flatMap { x in
      [[x, panel.y.range.lower], [x, panel.y.range.upper], [.nan, .nan]]
    }
  }

  /// The corners of each grey stripe that can be seen.
  func shadeCorners(_ panel: Panel) -> [[[Double]]] {
    panel.shades.map { $0.corners(x: panel.x.range, y: panel.y.range) }.filter { !$0.isEmpty }
  }

  /// Each line to compare with from edge to edge, with a gap after it.
  func referenceRows(_ panel: Panel) -> [[Double]] {
    let across = panel.references.filter { panel.y.range.contains($0.y) }.flatMap { line in
      [[panel.x.range.lower, line.y], [panel.x.range.upper, line.y], [.nan, .nan]]
    }
    let upwards = panel.verticals.filter { panel.x.range.contains($0.x) }.flatMap { line in
      [[line.x, panel.y.range.lower], [line.x, panel.y.range.upper], [.nan, .nan]]
    }
    return across + upwards
  }

  /// The rows for gnuplot: points without a place on the axes are left out, and break a line.
  func rows(of series: Series, in panel: Panel) -> [[Double]] {
    func isDrawable(_ x: Double, _ y: Double) -> Bool {
      panel.x.range.contains(x) && panel.y.range.contains(y)
    }
    let rows: [[Double]]
    switch series.content {
    case .measured(let points, _):
      rows = points.map { point in
        let low = bound(point.low, of: point.value, on: panel.y.range)
        let high = bound(point.high, of: point.value, on: panel.y.range)
        return isDrawable(point.x, point.value)
          ? [point.x, point.value, low, high] : [.nan, .nan, .nan, .nan]
      }
    case .measuredInRows(let points):
      rows = points.map { point in
        let low = bound(point.low, of: point.value, on: panel.x.range)
        let high = bound(point.high, of: point.value, on: panel.x.range)
        return isDrawable(point.value, point.y)
          ? [point.value, point.y, low, high] : [.nan, .nan, .nan, .nan]
      }
    case .band(let points):
      rows = points.map { point in
        let isDrawable =
          panel.x.range.contains(point.x) && point.low <= panel.y.range.upper
          && point.high >= panel.y.range.lower
        return isDrawable
          ? [point.x, max(point.low, panel.y.range.lower), min(point.high, panel.y.range.upper)]
          : [.nan, .nan, .nan]
      }
    case .model(let points), .analytic(let points), .counted(let points), .samples(let points),
      .discarded(let points), .levels(let points):
      rows = points.map { isDrawable($0.x, $0.y) ? [$0.x, $0.y] : [.nan, .nan] }
    case .published(let points):
      rows = points.map { isDrawable($0.x, $0.y) ? [$0.x, $0.y] : [.nan, .nan] }
    }
    return rows.contains { $0[0].isFinite } ? rows : []
  }

  /// The end of an error bar: the value itself where there is none, and never beyond the axis.
  private func bound(_ end: Double?, of value: Double, on range: AxisRange) -> Double {
    guard let end, !end.isNaN else { return value }
    return range.nearest(to: end)
  }
}
