/// What a series is, which alone decides how it is drawn.
public enum SeriesStyle: Sendable, Equatable, CaseIterable {
  /// Data: filled markers, with bars for the interval.
  case measured
  /// A fitted model: a dotted line, never a marker.
  case model
  /// A count that a formula gives: a thin line.
  case analytic
  /// Counts at single places, which no line may join: large markers without bars.
  case counted
  /// Points of a paper: hollow markers.
  case published
}
