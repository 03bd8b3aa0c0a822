/// Points that belong together, the kind of thing they are, and the label at their end.
public struct Series: Sendable, Equatable {
  /// The points, in a type that says what they are.
  public enum Content: Sendable, Equatable {
    /// Data; `joined` adds a thin line, where interpolating is valid.
    case measured([MeasuredPoint], joined: Bool)
    /// Data in named rows.
    case measuredInRows([RowPoint])
    case model([CurvePoint])
    case analytic([CurvePoint])
    /// Counts at single places.
    case counted([CurvePoint])
    case published([PublishedPoint])
    case samples([CurvePoint])
    case discarded([CurvePoint])
    /// A y that isn't a number ends one level before the next.
    case levels([CurvePoint])
    case band([BandPoint])
  }

  public var content: Content
  public var hue: Hue
  public var marker: Marker
  /// Lines of the label at the right end: the first in the series' colour, the others grey.
  public var label: [String]
  /// Tells counted lines of one hue apart, and hollow markers from filled ones; the other styles
  /// have dashes of their own.
  public var dash: Dash

  /// A series of `content`, without a label unless one is given.
  ///
  /// - Parameter marker: The hue's own unless given.
  public init(
    _ content: Content, hue: Hue, marker: Marker? = nil, label: [String] = [], dash: Dash = .solid
  ) {
    self.content = content
    self.hue = hue
    self.marker = marker ?? Marker(of: hue)
    self.label = label
    self.dash = dash
  }

  /// The same in an architecture's look.
  init(_ content: Content, _ look: Look, label: [String] = [], dash: Dash = .solid) {
    self.init(content, hue: look.hue, marker: look.marker, label: label, dash: dash)
  }

  /// How the series is drawn.
  public var style: SeriesStyle {
    switch content {
    case .measured, .measuredInRows: .measured
    case .model: .model
    case .analytic: .analytic
    case .counted: .counted
    case .published: .published
    case .samples: .sample
    case .discarded: .discarded
    case .levels: .level
    case .band: .band
    }
  }
}
