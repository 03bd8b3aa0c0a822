import Glibc

/// What is drawn in a panel, in pixels, for finding places where a few words hide nothing.
struct Surroundings {
  private let box: Box
  private let points: [Position]
  private let lines: [(Position, Position)]
  /// Where labels stand already.
  var labels: [Box] = []
  /// Lines that lead to those labels.
  var leaders: [(Position, Position)] = []

  /// Points and lines of `panel` as drawn into `box`.
  init(_ panel: Panel, box: Box) {
    var points: [Position] = []
    var lines: [(Position, Position)] = []
    func add(_ start: CurvePoint, _ end: CurvePoint) {
      guard panel.x.range.contains(start.x), panel.x.range.contains(end.x),
        panel.y.range.contains(start.y), panel.y.range.contains(end.y)
      else { return }
      lines.append((box.place(start, in: panel), box.place(end, in: panel)))
    }
    for series in panel.series where series.style != .band {
      if series.isLine {
        for (start, end) in zip(series.positions, series.positions.dropFirst()) { add(start, end) }
      } else {
        points += panel.visible(series).map { box.place($0, in: panel) }
      }
      for bar in series.bars where bar.low != bar.high { add(bar.low, bar.high) }
    }
    let (x, y) = (panel.x.range, panel.y.range)
    for line in panel.references {
      add(CurvePoint(x: x.lower, y: line.y), CurvePoint(x: x.upper, y: line.y))
    }
    for line in panel.verticals {
      add(CurvePoint(x: line.x, y: y.lower), CurvePoint(x: line.x, y: y.upper))
    }
    self.box = box
    self.points = points
    self.lines = lines + panel.visibleMarks.map { $0.arrow(in: box, of: panel) }
  }

  /// The left edge and the middle of the height at which `label` is nearest to its end and hides
  /// least; `nil` where it would overlap a label or leave the panel everywhere.
  func bestPlace(of label: EndLabel) -> Position? {
    var best: (cost: Double, position: Position)?
    for position in Self.wishes(of: label) + everywhere(label) {
      var moved = label
      moved.position = position
      let tip = moved.box.nearest(to: label.end)
      let distance = hypot(tip.x - label.end.x, tip.y - label.end.y)
      if let best, best.cost <= distance { continue }
      guard isPossible(moved.box) else { continue }
      let limit = best.map { $0.cost - distance } ?? .infinity
      let cost = distance + hidden(by: moved, tip: tip, upTo: limit)
      if best.map({ cost < $0.cost }) ?? true { best = (cost, position) }
    }
    return best?.position
  }

  private func isPossible(_ place: Box) -> Bool {
    place.left >= box.left + 2 && place.right <= box.right - 2 && place.top >= box.top + 1
      && place.bottom <= box.bottom - 1 && !labels.contains { $0.overlaps(place.grown(by: 2)) }
  }

  /// Pixels that a label would rather move than hide what it hides; from `limit` on, at least so many.
  private func hidden(by label: EndLabel, tip: Position, upTo limit: Double) -> Double {
    let air = label.box.grown(by: 3)
    var cost = 0.0
    for point in points where air.contains(point) { cost += 60 }
    for line in lines where air.crosses(line.0, line.1) { cost += 200 }
    for leader in leaders {
      if air.crosses(leader.0, leader.1) { cost += 400 }
      if Self.cross((label.end, tip), leader) { cost += 90 }
    }
    for other in labels where other.grown(by: 1).crosses(label.end, tip) { cost += 400 }
    if cost >= limit { return cost }
    // A leader through another point seems to start there.
    let reach = Box(
      left: min(label.end.x, tip.x), top: min(label.end.y, tip.y), right: max(label.end.x, tip.x),
      bottom: max(label.end.y, tip.y)
    ).grown(by: 5)
    for point in points
    where reach.contains(point) && hypot(point.x - label.end.x, point.y - label.end.y) > 1 {
      let around = Box(left: point.x, top: point.y, right: point.x, bottom: point.y)
      if around.grown(by: 5).crosses(label.end, tip) { cost += 70 }
    }
    return cost
  }

  /// Whether two lines have a point in common: each has its ends on both sides of the other.
  private static func cross(
    _ first: (Position, Position), _ second: (Position, Position)
  ) -> Bool {
    func side(_ line: (Position, Position), _ point: Position) -> Double {
      (line.1.x - line.0.x) * (point.y - line.0.y) - (line.1.y - line.0.y) * (point.x - line.0.x)
    }
    return side(first, second.0) * side(first, second.1) < 0
      && side(second, first.0) * side(second, first.1) < 0
  }

  /// Places around the end: beside, above and below, then further away.
  private static func wishes(of label: EndLabel) -> [Position] {
    let half = label.height / 2
    let (x, y) = (label.end.x, label.end.y)
    var places: [Position] = []
    for distance in [9.0, 14, 22, 32, 44, 60, 80, 104, 132] {
      let oblique = 0.7 * distance
      let left = x - label.width
      let middle = x - label.width / 2
      places.append(Position(x: x + distance, y: y))
      places.append(Position(x: left - distance, y: y))
      places.append(Position(x: middle, y: y - distance - half))
      places.append(Position(x: middle, y: y + distance + half))
      for side in [x + oblique, left - oblique] {
        places.append(Position(x: side, y: y - oblique - half))
        places.append(Position(x: side, y: y + oblique + half))
      }
    }
    return places
  }

  /// Places in rows and columns all over the panel.
  private func everywhere(_ label: EndLabel) -> [Position] {
    let rows = stride(from: box.top + label.height / 2 + 2, to: box.bottom, by: label.height + 3)
    let columns = stride(from: box.left + 3, to: box.right, by: 12)
    return rows.flatMap { y in columns.map { Position(x: $0, y: y) } }
  }
}
