/// Text and lines at places given in pixels.
extension ChartScript {
  mutating func small(_ text: String, x: Double, y: Double, align: String = "left") {
    label(
      GnuplotText.quoted(text), x: x, y: y, size: Theme.smallSize, color: Theme.grey, align: align)
  }

  mutating func label(
    _ quoted: String, x: Double, y: Double, size: Double, color: String = Theme.ink,
    align: String = "left"
  ) {
    script.line(
      "set label \(quoted) at \(screen(x, y)) \(align) front "
        + "font ',\(number(size))' textcolor rgb '\(color)'")
  }

  /// A point of a style, with all of its strokes.
  mutating func writeMarker(
    _ marker: Marker, _ style: SeriesStyle, _ dash: Dash = .solid, x: Double, y: Double,
    color: String
  ) {
    for point in Theme.points(style, marker, dash) {
      script.line("set label '' at \(screen(x, y)) point \(point) linecolor rgb '\(color)'")
    }
  }

  mutating func line(
    from start: (Double, Double), to end: (Double, Double), color: String, stroke: String
  ) {
    script.line(
      "set arrow from \(screen(start.0, start.1)) to \(screen(end.0, end.1)) nohead "
        + "linecolor rgb '\(color)' \(stroke)")
  }

  /// A place in pixels from the upper left corner, in gnuplot's shares of the picture.
  func screen(_ x: Double, _ y: Double) -> String {
    "screen \(share(x / chart.size.width)),\(share(1 - y / chart.size.height))"
  }

  func share(_ value: Double) -> String {
    "\((value * 100_000).rounded() / 100_000)"
  }

  func number(_ value: Double) -> String { NumberText.significant(value) }
}
