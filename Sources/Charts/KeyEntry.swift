/// A line style and what it means, in words.
public struct KeyEntry: Sendable, Equatable {
  public var style: SeriesStyle
  public var text: String
  /// `nil`: the style itself is explained, in whichever hue it occurs.
  public var hue: Hue?
  /// `nil`: the hue's own, if one is meant.
  public var marker: Marker?
  public var dash: Dash

  /// An explanation of `style`.
  public init(
    _ style: SeriesStyle, _ text: String, hue: Hue? = nil, marker: Marker? = nil,
    dash: Dash = .solid
  ) {
    self.style = style
    self.text = text
    self.hue = hue
    self.marker = marker
    self.dash = dash
  }

  /// An explanation of the series of one look.
  init(_ style: SeriesStyle, _ text: String, _ look: Look, dash: Dash = .solid) {
    self.init(style, text, hue: look.hue, marker: look.marker, dash: dash)
  }

  /// Whether `series` is drawn in the way that is explained.
  func explains(_ series: Series) -> Bool {
    style == series.style && dash == series.dash && (hue == nil || hue == series.hue)
      && (marker == nil || marker == series.marker)
  }

  /// How wide the sample is, with the gap before the text, in pixels.
  var sampleWidth: Double {
    switch style {
    case .measured, .published, .counted, .sample, .discarded: 18
    case .model, .analytic, .level, .band: 36
    }
  }

  /// The sample and the text, in pixels.
  var width: Double { sampleWidth + TextMetrics.width(text, size: Theme.smallSize) }
}
