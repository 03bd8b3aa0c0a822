extension PanelPreview {
  /// Where the characters of series number `index` go, in the axes' units.
  ///
  /// A line is filled in cell by cell; a fitted law only every third cell, since it isn't data.
  func points(_ index: Int) -> [[Double]] {
    let series = panel.series[index]
    let visible = panel.visible(series)
    if panel.y.isCategorical { return pointsOfRows[index] }
    if series.style == .band { return [] }
    guard series.isLine, visible.count > 1 else { return visible.map { [$0.x, $0.y] } }
    var all: [[Double]] = []
    for (start, end) in zip(series.positions, series.positions.dropFirst()) {
      guard isInside(start), isInside(end) else { continue }
      all += between(start, end)
    }
    let step = series.style == .model ? 3 : 1
    return stride(from: 0, to: all.count, by: step).map { all[$0] }
  }

  /// The points of named rows by series, each moved to the right past those of earlier ones.
  private var pointsOfRows: [[[Double]]] {
    var taken: Set<[Int]> = []
    return panel.series.map { series in
      panel.visible(series).compactMap { point in
        var place = cell(point)
        // Samples make a cloud; only what is one of a kind steps aside.
        if series.style == .sample || series.style == .discarded, taken.contains(place) {
          return nil
        }
        while taken.contains(place), place[0] < width { place[0] += 1 }
        taken.insert(place)
        return [x(Double(place[0])), y(Double(place[1]))]
      }
    }
  }

  /// The cell of a point of a named row, in columns and rows from the lower left corner.
  private func cell(_ point: CurvePoint) -> [Int] {
    [
      Int((panel.x.range.fraction(of: point.x) * Double(width)).rounded()),
      Int((panel.y.range.fraction(of: point.y.rounded()) * Double(height)).rounded()),
    ]
  }

  /// Every other cell of the lines to compare with, and of the edges of grey stripes.
  var across: [[Double]] {
    let edges = panel.shades.flatMap { shade in
      if case .across(let from, let to) = shade { [from, to] } else { [] as [Double] }
    }
    return (panel.references.map(\.y) + edges).filter(panel.y.range.contains).flatMap { height in
      stride(from: 0, through: width, by: 2).map { [x(Double($0)), height] }
    }
  }

  /// Every cell of the lines upwards, and of the edges of grey stripes.
  var upwards: [[Double]] {
    let edges = panel.shades.flatMap { shade in
      if case .upwards(let from, let to) = shade { [from, to] } else { [] as [Double] }
    }
    return (panel.verticals.map(\.x) + edges).filter(panel.x.range.contains).flatMap { place in
      (0...height).map { [place, y(Double($0))] }
    }
  }

  /// The cell at the edge that a mark's arrow stands in.
  func place(of mark: EdgeMark) -> [Double] {
    switch mark.edge {
    case .top: [mark.place, y(Double(height))]
    case .bottom: [mark.place, y(0)]
    case .left: [x(0), mark.place]
    case .right: [x(Double(width)), mark.place]
    }
  }

  private func isInside(_ point: CurvePoint) -> Bool {
    panel.x.range.contains(point.x) && panel.y.range.contains(point.y)
  }

  /// A point per cell that the straight line from `start` to `end` passes.
  private func between(_ start: CurvePoint, _ end: CurvePoint) -> [[Double]] {
    let from = (panel.x.range.fraction(of: start.x), panel.y.range.fraction(of: start.y))
    let to = (panel.x.range.fraction(of: end.x), panel.y.range.fraction(of: end.y))
    let cells = max(abs(to.0 - from.0) * Double(width), abs(to.1 - from.1) * Double(height))
    let count = max(Int(cells.rounded(.up)), 1)
    return (0...count).map { step in
      let share = Double(step) / Double(count)
      return [
        x((from.0 + share * (to.0 - from.0)) * Double(width)),
        y((from.1 + share * (to.1 - from.1)) * Double(height)),
      ]
    }
  }

  private func x(_ cell: Double) -> Double { panel.x.range.value(at: cell / Double(width)) }
  private func y(_ cell: Double) -> Double { panel.y.range.value(at: cell / Double(height)) }

  /// The ticks whose labels leave a free cell between them, as a list for gnuplot.
  var ticksOfX: String {
    var edge = 0
    let kept = panel.x.ticks.compactMap { tick -> String? in
      let text = GnuplotText.drawable(tick.label)
      let middle = leftMargin + Int(panel.x.range.fraction(of: tick.position) * Double(width) + 0.5)
      let start = middle - text.count / 2
      guard start >= edge, start + text.count < columns else { return nil }
      edge = start + text.count + 1
      return "\(GnuplotText.plainTick(text)) \(tick.position)"
    }
    return kept.joined(separator: ", ")
  }

  /// As for x; labels of values leave a free row between them, named rows don't.
  var ticksOfY: String {
    var free = height + 1
    let kept = panel.y.ticks.sorted { $0.position > $1.position }.compactMap { tick -> String? in
      let row = Int(panel.y.range.fraction(of: tick.position) * Double(height) + 0.5)
      guard panel.y.isCategorical || row < free else { return nil }
      free = row - 1
      let text = TextCells.shortened(GnuplotText.drawable(tick.label), width: leftMargin - 2)
      return "\(GnuplotText.plainTick(text)) \(tick.position)"
    }
    return kept.joined(separator: ", ")
  }

  /// The texts at the right ends of named rows.
  var rowEnds: String {
    guard panel.y.isCategorical else { return "" }
    return panel.y.ticks.compactMap { tick in
      tick.secondLabel.map {
        let text = TextCells.shortened(
          GnuplotText.drawable(Self.ascii($0)), width: rightMargin - 1)
        return "\(GnuplotText.plainTick(text)) \(tick.position)"
      }
    }
    .joined(separator: ", ")
  }
}
