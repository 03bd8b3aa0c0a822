/// Where one panel of a chart and its labels go.
struct PanelLayout {
  var panel: Panel
  var box: Box
  var showsTicksOfX: Bool
  var labels: [EndLabel]

  /// `panel` drawn into `box`, with labels that may reach as far as `rightEdge`.
  init(_ panel: Panel, box: Box, showsTicksOfX: Bool, rightEdge: Double) {
    self.panel = panel
    self.box = box
    self.showsTicksOfX = showsTicksOfX
    self.labels = []
    var margin: [EndLabel] = []
    for label in Self.wishes(panel, box: box, width: rightEdge - box.right - Theme.labelGap) {
      if let inside = placedInside(label) {
        labels.append(inside)
      } else {
        margin.append(label)
      }
    }
    labels += EndLabel.spread(margin, top: box.top - 6, bottom: box.bottom + 6)
  }

  /// The labels in the right margin, each at the height where its line ends.
  private static func wishes(_ panel: Panel, box: Box, width: Double) -> [EndLabel] {
    var labels = panel.series.compactMap { series -> EndLabel? in
      guard !series.label.isEmpty, let last = panel.visible(series).last else { return nil }
      return label(series.label, hue: series.hue, end: box.place(last, in: panel), width: width)
    }
    for line in panel.references where panel.y.range.contains(line.y) && !line.label.isEmpty {
      let end = box.place(CurvePoint(x: panel.x.range.upper, y: line.y), in: panel)
      labels.append(label([line.label], hue: nil, end: end, width: width))
    }
    return labels.map { label in
      var label = label
      label.position = Position(x: box.right + Theme.labelGap, y: label.end.y)
      return label
    }
  }

  private static func label(
    _ lines: [String], hue: Hue?, end: Position, width: Double
  ) -> EndLabel {
    let size = hue == nil ? Theme.smallSize : Theme.labelSize
    let fitting = lines.flatMap { TextMetrics.wrapped($0, width: width, size: size, most: 3) }
    return EndLabel(lines: fitting, hue: hue, end: end, position: end, size: size)
  }

  /// The label beside the last point of a line that ends well before the right edge, if nothing
  /// else is drawn there.
  private func placedInside(_ label: EndLabel) -> EndLabel? {
    guard label.hue != nil, label.end.x + label.width + 12 < box.right else { return nil }
    let offsets = [
      Position(x: 11, y: 0),
      Position(x: -label.width / 2, y: -label.height / 2 - 9),
      Position(x: 11, y: -label.height / 2 - 4),
      Position(x: 11, y: label.height / 2 + 4),
    ]
    for offset in offsets {
      var moved = label
      moved.position = Position(x: label.end.x + offset.x, y: label.end.y + offset.y)
      let air = Box(
        left: moved.box.left - 2, top: moved.box.top, right: moved.box.right + 16,
        bottom: moved.box.bottom)
      if isFree(air) { return moved }
    }
    return nil
  }

  /// Whether neither a point, a line nor another label lies in `place`, and it is inside the panel.
  private func isFree(_ place: Box) -> Bool {
    guard place.left > box.left, place.right < box.right, place.top > box.top,
      place.bottom < box.bottom, !labels.contains(where: { $0.box.overlaps(place) })
    else { return false }
    let references = panel.references.filter { panel.y.range.contains($0.y) }
    if references.contains(where: { line in
      let y = box.place(CurvePoint(x: panel.x.range.upper, y: line.y), in: panel).y
      return place.top - 1 < y && y < place.bottom + 1
    }) {
      return false
    }
    return !panel.series.contains { series in
      let points = panel.visible(series).map { box.place($0, in: panel) }
      if points.contains(where: place.contains) { return true }
      let bars = series.bars.filter { bar in
        panel.x.range.contains(bar.low.x) && panel.y.range.contains(bar.low.y)
          && panel.y.range.contains(bar.high.y)
      }
      if bars.contains(where: {
        place.touches(box.place($0.low, in: panel), box.place($0.high, in: panel))
      }) {
        return true
      }
      return series.isLine && zip(points, points.dropFirst()).contains { place.touches($0, $1) }
    }
  }
}
