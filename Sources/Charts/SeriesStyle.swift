/// What a series is, which alone decides how it is drawn.
public enum SeriesStyle: Sendable, Equatable, CaseIterable {
  /// Data: filled markers, with bars for the interval.
  case measured
  /// A fitted model: a dotted line, never a marker.
  case model
  /// A count that a formula gives: a thin solid line.
  case analytic
  /// Points of a paper: hollow markers.
  case published
}
