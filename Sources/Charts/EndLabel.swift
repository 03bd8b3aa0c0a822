/// The label at the right end of a line: where it would like to be, and what it says.
struct EndLabel: Equatable {
  var lines: [String]
  /// `nil` is grey.
  var hue: Hue?
  /// The end of the line that is labelled.
  var end: Position
  /// The label's left edge and the middle of its height.
  var position: Position
  var size: Double
  var role = Role.lineEnd

  /// What the label stands beside.
  enum Role { case lineEnd, columnOfPoints, place }

  var height: Double { Double(lines.count) * size * Theme.lineHeight }

  var width: Double {
    lines.map { TextMetrics.width($0, size: size) }.max() ?? 0
  }

  var box: Box {
    Box(
      left: position.x, top: position.y - height / 2,
      right: position.x + width, bottom: position.y + height / 2)
  }
}
