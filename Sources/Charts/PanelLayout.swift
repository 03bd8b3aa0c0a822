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
    if panel.y.isCategorical {
      labels = Self.headings(panel, box: box, rightEdge: rightEdge)
      return
    }
    var margin: [EndLabel] = []
    for label in Self.wishes(panel, box: box, width: rightEdge - box.right - Theme.labelGap) {
      if let inside = placedInside(label) {
        labels.append(inside)
      } else {
        margin.append(label)
      }
    }
    labels += EndLabel.spread(margin, top: box.top - 6, bottom: box.bottom + 6)
    for line in panel.verticals where panel.x.range.contains(line.x) && !line.label.isEmpty {
      labels.append(placedBeside(line))
    }
    placeCallouts()
  }

  /// The labels of a panel of named rows, each above the uppermost point of its series.
  private static func headings(_ panel: Panel, box: Box, rightEdge: Double) -> [EndLabel] {
    let labels = panel.series.compactMap { series -> EndLabel? in
      guard !series.label.isEmpty,
        let highest = panel.visible(series).max(by: { $0.y < $1.y })
      else { return nil }
      return label(
        [series.label.joined(separator: " ")], hue: series.hue,
        end: box.place(highest, in: panel), width: .infinity)
    }
    return EndLabel.headings(labels, left: box.left + 4, right: rightEdge, y: box.top + 6)
  }

  /// The label of a line upwards: beside it where nothing else is drawn, on the left at the top
  /// otherwise, since curves rise towards the right.
  private func placedBeside(_ line: VerticalReferenceLine) -> EndLabel {
    let x = box.place(CurvePoint(x: line.x, y: panel.y.range.upper), in: panel).x
    var label = Self.label(
      [line.label], hue: nil, end: Position(x: x, y: box.top), width: box.width / 2 - 20)
    let half = label.height / 2
    let left = x - 8 - label.width
    let heights = stride(from: box.top + half + 3, to: box.bottom - half - 3, by: 8)
    let places = heights.flatMap { [Position(x: left, y: $0), Position(x: x + 8, y: $0)] }
    let free = places.first { place in
      label.position = place
      return isFree(label.box)
    }
    label.position = free ?? Position(x: max(left, box.left + 2), y: box.top + half + 3)
    return label
  }

  /// The labels in the right margin, each at the height where its line ends.
  private static func wishes(_ panel: Panel, box: Box, width: Double) -> [EndLabel] {
    var labels = panel.series.compactMap { series -> EndLabel? in
      guard !series.label.isEmpty, let last = panel.visible(series).last else { return nil }
      return label(
        series.label, hue: series.hue, marker: panel.hasPoints(like: series) ? series.marker : nil,
        end: box.place(last, in: panel), width: width)
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
    _ lines: [String], hue: Hue?, marker: Marker? = nil, end: Position, width: Double
  ) -> EndLabel {
    let size = hue == nil ? Theme.smallSize : Theme.labelSize
    let fitting = lines.enumerated().flatMap { index, line in
      let indent = index == 0 && marker != nil ? EndLabel.markerWidth : 0
      return TextMetrics.wrapped(line, width: width - indent, size: size, most: 3)
    }
    return EndLabel(
      lines: fitting, hue: hue, marker: marker, end: end, position: end, size: size)
  }

  /// The label beside the last point of a line that ends well before the right edge, if nothing
  /// else is drawn there.
  private func placedInside(_ label: EndLabel) -> EndLabel? {
    var label = label
    // Among the points, a marker would be one of them.
    label.marker = nil
    guard label.hue != nil, label.end.x + label.width + 12 < box.right, isRoomy else { return nil }
    let offsets =
      [
        Position(x: 11, y: 0),
        Position(x: -label.width / 2, y: -label.height / 2 - 9),
        Position(x: 11, y: -label.height / 2 - 4),
        Position(x: 11, y: label.height / 2 + 4),
      ]
      // A line upwards can stand in the way of all of these.
      + (panel.verticals.isEmpty ? [] : [Position(x: -label.width - 20, y: 0)])
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

  /// Whether so few lines end in the panel that the ways to labels in the margin cross none inside.
  private var isRoomy: Bool { panel.series.count { !$0.label.isEmpty } <= 4 }

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
    let verticals = panel.verticals.filter { panel.x.range.contains($0.x) }
    if verticals.contains(where: { line in
      let x = box.place(CurvePoint(x: line.x, y: panel.y.range.upper), in: panel).x
      return place.left - 1 < x && x < place.right + 1
    }) {
      return false
    }
    return !panel.series.contains { series in
      guard series.style != .band else { return false }
      let points = panel.visible(series).map { box.place($0, in: panel) }
      if points.contains(where: place.contains) { return true }
      let bars = series.bars.filter { bar in
        panel.x.range.contains(bar.low.x) && panel.x.range.contains(bar.high.x)
          && panel.y.range.contains(bar.low.y)
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
