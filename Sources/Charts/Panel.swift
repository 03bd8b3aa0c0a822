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
  /// The panel's share of the height that all panels have together.
  public var weight: Double

  /// A panel with the given axes.
  public init(
    heading: String, x: Axis, y: Axis, series: [Series], references: [ReferenceLine] = [],
    verticals: [VerticalReferenceLine] = [], separators: [Double] = [], shades: [Shade] = [],
    callouts: [Callout] = [], weight: Double = 1
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
    self.weight = weight
  }

  /// The points of `series` that lie within both axes.
  func visible(_ series: Series) -> [CurvePoint] {
    series.positions.filter { x.range.contains($0.x) && y.range.contains($0.y) }
  }
}
