extension Box {
  /// The point of the box that lies nearest to `position`.
  func nearest(to position: Position) -> Position {
    Position(
      x: min(max(position.x, left), right),
      y: min(max(position.y, top), bottom))
  }

  /// The box with as much air on every side.
  func grown(by margin: Double) -> Box {
    Box(
      left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
  }

  /// Whether any part of the straight line from `start` to `end` lies in the box, exactly.
  ///
  /// The part of the line within each pair of edges is cut out in turn (Liang and Barsky 1984).
  func crosses(_ start: Position, _ end: Position) -> Bool {
    var (first, last) = (0.0, 1.0)
    let cuts = [
      (start.x - end.x, start.x - left), (end.x - start.x, right - start.x),
      (start.y - end.y, start.y - top), (end.y - start.y, bottom - start.y),
    ]
    for (slope, room) in cuts {
      if slope == 0 {
        if room < 0 { return false }
      } else if slope < 0 {
        first = max(first, room / slope)
      } else {
        last = min(last, room / slope)
      }
    }
    return first <= last
  }
}
