/// Points that belong together, the kind of thing they are, and the label at their end.
public struct Series: Sendable, Equatable {
  /// The points, in a type that says what they are.
  public enum Content: Sendable, Equatable {
    /// Data; `joined` adds a thin line, where interpolating is valid.
    case measured([MeasuredPoint], joined: Bool)
    case model([CurvePoint])
    case analytic([CurvePoint])
    /// Counts at single places.
    case counted([CurvePoint])
    case published([PublishedPoint])
  }

  public var content: Content
  public var hue: Hue
  /// Lines of the label at the right end: the first in the series' colour, the others grey.
  public var label: [String]
  /// Tells counted lines of one hue apart; the other styles have dashes of their own.
  public var dash: Dash

  /// A series of `content`, without a label unless one is given.
  public init(_ content: Content, hue: Hue, label: [String] = [], dash: Dash = .solid) {
    self.content = content
    self.hue = hue
    self.label = label
    self.dash = dash
  }

  /// How the series is drawn.
  public var style: SeriesStyle {
    switch content {
    case .measured: .measured
    case .model: .model
    case .analytic: .analytic
    case .counted: .counted
    case .published: .published
    }
  }
}
