/// A chart as a value: what ``Gnuplot`` draws, and nothing of how.
public struct Chart: Sendable, Equatable {
  /// The files' name without extension: letters, digits, `-`, `_` and `.` only.
  public var name: String
  /// The finding, in a sentence.
  public var title: String
  /// The conditions, one small grey line each.
  public var subtitle: [String]
  public var size: PixelSize
  /// What the line styles mean, drawn in one row below the subtitle.
  public var key: [KeyEntry]
  /// From top to bottom.
  ///
  /// Tick labels stand only under the last of neighbours with equal x axes.
  public var panels: [Panel]
  /// Small grey lines at the bottom.
  public var notes: [String]

  /// A chart of `panels`.
  public init(
    name: String, title: String, subtitle: [String] = [],
    size: PixelSize = PixelSize(width: 860, height: 640), key: [KeyEntry] = [], panels: [Panel],
    notes: [String] = []
  ) {
    self.name = name
    self.title = title
    self.subtitle = subtitle
    self.size = size
    self.key = key
    self.panels = panels
    self.notes = notes
  }

  /// The explanations of what really is drawn.
  var occurringKey: [KeyEntry] {
    let drawn = panels.flatMap { panel in
      panel.series.filter(panel.shows)
    }
    return key.filter { entry in drawn.contains(where: entry.explains) }
  }
}
