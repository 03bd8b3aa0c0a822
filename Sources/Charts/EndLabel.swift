/// The label at the right end of a line: where it would like to be, and what it says.
struct EndLabel: Equatable {
  var lines: [String]
  /// `nil` is grey.
  var hue: Hue?
  /// Stands before the first line, where the line that ends has points of that shape.
  var marker: Marker?
  /// The end of the line that is labelled.
  var end: Position
  /// The label's left edge and the middle of its height.
  var position: Position
  var size: Double
  var role = Role.lineEnd

  /// What the label stands beside.
  enum Role { case lineEnd, columnOfPoints, place }

  var height: Double { Double(lines.count) * size * Theme.lineHeight }

  /// What the marker takes of a line, in pixels.
  static let markerWidth = 14.0

  /// How far a line's text stands to the right of the left edge.
  func indent(ofLine index: Int) -> Double { index == 0 && marker != nil ? Self.markerWidth : 0 }

  var width: Double {
    lines.enumerated().map { indent(ofLine: $0) + TextMetrics.width($1, size: size) }.max() ?? 0
  }

  var box: Box {
    Box(
      left: position.x, top: position.y - height / 2,
      right: position.x + width, bottom: position.y + height / 2)
  }
}
