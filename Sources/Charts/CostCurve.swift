/// The counted cost of one model under one architecture, over the length.
public struct CostCurve: Sendable, Equatable {
  public var model: String
  /// The architecture's title.
  public var architecture: String
  /// x is the length in positions, y the cost in the chart's unit; in order of x.
  public var points: [CurvePoint]

  /// A curve through `points`.
  public init(model: String, architecture: String, points: [CurvePoint]) {
    self.model = model
    self.architecture = architecture
    self.points = points
  }

  /// The points with a place on logarithmic axes.
  var usable: [CurvePoint] {
    points.filter { Scale.log10.accepts($0.x) && Scale.log10.accepts($0.y) }
  }

  /// As a series: a line, or a marker where there is a single point.
  func series(_ look: Look, dash: Dash = .solid, label: [String]) -> Series {
    let content: Series.Content = usable.count == 1 ? .counted(usable) : .analytic(points)
    return Series(content, look, label: label, dash: dash)
  }

  /// This curve divided by another, at the lengths that both have.
  func ratio(to other: CostCurve) -> CostCurve {
    let byLength = Dictionary(other.usable.map { ($0.x, $0.y) }) { _, last in last }
    let points = usable.compactMap { point in
      byLength[point.x].map { CurvePoint(x: point.x, y: point.y / $0) }
    }
    return CostCurve(model: model, architecture: other.architecture, points: points)
  }
}
