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
        let low = bound(point.low, of: point, on: panel.y.range)
        let high = bound(point.high, of: point, on: panel.y.range)
        return isDrawable(point.x, point.value)
          ? [point.x, point.value, low, high] : [.nan, .nan, .nan, .nan]
      }
    case .model(let points), .analytic(let points), .counted(let points):
      rows = points.map { isDrawable($0.x, $0.y) ? [$0.x, $0.y] : [.nan, .nan] }
    case .published(let points):
      rows = points.map { isDrawable($0.x, $0.y) ? [$0.x, $0.y] : [.nan, .nan] }
    }
    return rows.contains { $0[0].isFinite } ? rows : []
  }

  /// The end of an error bar: the value itself where there is none, and never beyond the axis.
  private func bound(_ end: Double?, of point: MeasuredPoint, on range: AxisRange) -> Double {
    guard let end, !end.isNaN else { return point.value }
    return min(max(end, range.lower), range.upper)
  }
}
