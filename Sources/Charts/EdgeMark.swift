/// Something that lies beyond an axis: an arrow at the edge that it lies behind, and what it is.
public struct EdgeMark: Sendable, Equatable {
  /// A side of a panel.
  public enum Edge: Sendable, Equatable {
    case top, bottom, left, right
  }

  public var edge: Edge
  /// Where along the edge, in the unit of the axis that runs along it.
  public var place: Double
  /// Stands beside the arrow; may be empty.
  public var text: String
  public var hue: Hue

  /// An arrow at `place` of an edge.
  public init(_ edge: Edge, at place: Double, text: String = "", hue: Hue) {
    self.edge = edge
    self.place = place
    self.text = text
    self.hue = hue
  }

  /// What the arrow is drawn as in a terminal.
  var symbol: String {
    switch edge {
    case .top: "^"
    case .bottom: "v"
    case .left: "<"
    case .right: ">"
    }
  }

  /// The arrow's length, in pixels.
  private static let length = 13.0

  /// Where the arrow begins and ends; the tip touches the edge.
  func arrow(in box: Box, of panel: Panel) -> (start: Position, tip: Position) {
    let x = box.left + panel.x.range.fraction(of: place) * box.width
    let y = box.bottom - panel.y.range.fraction(of: place) * box.height
    switch edge {
    case .top: return (Position(x: x, y: box.top + Self.length), Position(x: x, y: box.top))
    case .bottom:
      return (Position(x: x, y: box.bottom - Self.length), Position(x: x, y: box.bottom))
    case .left: return (Position(x: box.left + Self.length, y: y), Position(x: box.left, y: y))
    case .right: return (Position(x: box.right - Self.length, y: y), Position(x: box.right, y: y))
    }
  }

  /// Whether the axis that runs along the edge has the place.
  func isOn(_ panel: Panel) -> Bool {
    switch edge {
    case .top, .bottom: panel.x.range.contains(place)
    case .left, .right: panel.y.range.contains(place)
    }
  }
}

extension EdgeMark {
  /// The marks of points that lie above or below `range`; not of those that no axis has a place for.
  static func marks(
    of points: [MeasuredPoint], beyond range: AxisRange, hue: Hue, text: (MeasuredPoint) -> String
  ) -> [EdgeMark] {
    points.filter { range.scale.accepts($0.value) && !range.contains($0.value) }.map { point in
      EdgeMark(
        point.value > range.upper ? .top : .bottom, at: point.x, text: text(point), hue: hue)
    }
  }
}
