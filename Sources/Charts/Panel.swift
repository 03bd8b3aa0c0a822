/// One plot of a chart: two axes and what is drawn between them.
public struct Panel: Sendable, Equatable {
  /// What is drawn upwards and in which unit; stands above the panel.
  public var heading: String
  public var x: Axis
  public var y: Axis
  public var series: [Series]
  public var references: [ReferenceLine]
  public var verticals: [VerticalReferenceLine]
  /// Thin lines up the panel, between things that follow one another.
  public var separators: [Double]
  public var shades: [Shade]
  public var callouts: [Callout]
  /// What lies beyond the axes and is pointed at.
  public var edgeMarks: [EdgeMark]
  /// The panel's share of the height that all panels have together.
  public var weight: Double

  /// A panel with the given axes.
  public init(
    heading: String, x: Axis, y: Axis, series: [Series], references: [ReferenceLine] = [],
    verticals: [VerticalReferenceLine] = [], separators: [Double] = [], shades: [Shade] = [],
    callouts: [Callout] = [], edgeMarks: [EdgeMark] = [], weight: Double = 1
  ) {
    self.heading = heading
    self.x = x
    self.y = y
    self.series = series
    self.references = references
    self.verticals = verticals
    self.separators = separators
    self.shades = shades
    self.callouts = callouts
    self.edgeMarks = edgeMarks
    self.weight = weight
  }

  /// The points of `series` that lie within both axes.
  func visible(_ series: Series) -> [CurvePoint] {
    series.positions.filter { x.range.contains($0.x) && y.range.contains($0.y) }
  }

  /// Whether points are drawn in the look of `series`, be they its own.
  func hasPoints(like series: Series) -> Bool {
    self.series.contains { other in
      other.style == .measured && other.hue == series.hue && other.marker == series.marker
        && !visible(other).isEmpty
    }
  }

  /// The marks that lie on an edge of this panel.
  var visibleMarks: [EdgeMark] { edgeMarks.filter { $0.isOn(self) } }

  /// Whether anything of `series` can be seen: a point, or an area that is wider than a line.
  func shows(_ series: Series) -> Bool {
    guard case .band(let points) = series.content else { return !visible(series).isEmpty }
    return points.contains { point in
      guard x.range.contains(point.x), y.range.scale.accepts(point.low),
        y.range.scale.accepts(point.high)
      else { return false }
      let (low, high) = (y.range.nearest(to: point.low), y.range.nearest(to: point.high))
      return y.range.fraction(of: high) - y.range.fraction(of: low) > Theme.thinnestBand
    }
  }
  /// This panel without areas as narrow as their lines, and whether there were any.
  var withoutThinBands: (panel: Panel, hidesBands: Bool) {
    var panel = self
    panel.series.removeAll { $0.style == .band && !shows($0) }
    return (panel, panel.series.count < series.count)
  }
}
