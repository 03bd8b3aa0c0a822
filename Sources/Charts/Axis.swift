/// One axis of a panel.
///
/// Its range is always explicit: gnuplot is never asked to choose one.
public struct Axis: Sendable, Equatable {
  /// What the ticks' labels count; drawn at the start of their row below an x axis.
  public var label: String
  /// What the ticks' second labels count.
  public var secondLabel: String?
  public var range: AxisRange
  public var ticks: [Tick]
  /// Whether the ticks name rows, first to last from the top, instead of values.
  public var isCategorical: Bool
  /// Whether a light line crosses the panel at every tick.
  public var showsGrid: Bool

  /// An axis over `range`; ticks outside it are dropped.
  public init(label: String, secondLabel: String? = nil, range: AxisRange, ticks: [Tick]) {
    self.label = label
    self.secondLabel = secondLabel
    self.range = range
    self.ticks = ticks.filter { range.contains($0.position) }
    self.isCategorical = false
    self.showsGrid = true
  }

  /// Whether a second row stands below the ticks' labels.
  var hasSecondRow: Bool { secondLabel != nil || ticks.contains { $0.secondLabel != nil } }
}
