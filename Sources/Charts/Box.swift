/// A rectangle of the picture, in pixels from its upper left corner.
struct Box: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  /// Where a point of `panel` that lies within its axes is drawn when the panel fills this box.
  func place(_ point: CurvePoint, in panel: Panel) -> Position {
    Position(
      x: left + panel.x.range.fraction(of: point.x) * width,
      y: bottom - panel.y.range.fraction(of: point.y) * height)
  }

  /// Whether the straight line from `start` to `end` touches this box.
  func touches(_ start: Position, _ end: Position) -> Bool {
    let steps = max(1, Int(max(abs(end.x - start.x), abs(end.y - start.y)) / 3))
    return (0...steps).contains { step in
      let share = Double(step) / Double(steps)
      return contains(
        Position(x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y)))
    }
  }

  func contains(_ position: Position) -> Bool {
    (left...right).contains(position.x) && (top...bottom).contains(position.y)
  }

  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}
